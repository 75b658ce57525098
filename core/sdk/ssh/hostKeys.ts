import { createHash, timingSafeEqual } from "node:crypto";
import { findKnownKeys } from "./knownHosts.ts";

/** What is known of the key of a host, and what to say of the one it shows. */
export interface HostKeyCheck {
  /** The types of the known keys; undefined = not known. */
  types: readonly string[] | undefined;
  /** Whether any key is taken. */
  isOpen: boolean;
  /** Why the key is refused; undefined = it is the right one. */
  refuse(key: Buffer): string | undefined;
}

/** Reads fingerprints, public keys, lines of known_hosts, or `any`. Gives what is wrong with it as a text. */
export function parseHostKey(text: string | undefined, at: { host: string; port: number }): HostKeyCheck | string {
  if (text === undefined) {
    const refuse = (key: Buffer): string =>
      `"host_key" is missing. The server shows ${describeKey(key)}; give that if it is what the server has`;
    return { types: undefined, isOpen: false, refuse };
  }
  if (text.trim().toLowerCase() === "any") return { types: undefined, isOpen: true, refuse: () => undefined };
  const found = findKnownKeys(text, at);
  const fingerprints = text.replace(/^\s*#.*$/gm, "").match(/\bSHA256:[A-Za-z0-9+/]{43}(?![A-Za-z0-9+/])/g);
  if (found === undefined && fingerprints !== null) {
    const refuse = (key: Buffer): string | undefined => {
      const shown = Buffer.from(fingerprintOf(key));
      return fingerprints.some((known) => timingSafeEqual(Buffer.from(known), shown)) ? undefined : changed(key);
    };
    return { types: undefined, isOpen: false, refuse };
  }
  if (found === undefined) return "is no fingerprint (SHA256:...), public key, lines of known_hosts, or any";
  const trusted = found.filter(({ isRevoked }) => !isRevoked);
  if (trusted.length === 0) return `has no key for ${at.host}, port ${at.port}`;
  const refuse = (shown: Buffer): string | undefined => {
    if (found.some(({ isRevoked, key }) => isRevoked && key.equals(shown))) {
      return `the server shows a key that was revoked: ${describeKey(shown)}`;
    }
    return trusted.some(({ key }) => key.equals(shown)) ? undefined : changed(shown);
  };
  return { types: trusted.map(({ type }) => type), isOpen: false, refuse };
}

function changed(key: Buffer): string {
  return `the server shows another host key than "host_key" says: ${describeKey(key)}. Somebody may stand between; if the server got a new key, correct "host_key"`;
}

/** Type and fingerprint of a public key, such as `ssh-ed25519 SHA256:...`. */
export function describeKey(key: Buffer): string {
  const length = key.readUInt32BE(0);
  return `${key.subarray(4, 4 + length).toString("latin1")} ${fingerprintOf(key)}`;
}

function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}

import { createHmac } from "node:crypto";

export interface KnownKey {
  type: string;
  key: Buffer;
  isRevoked: boolean;
}

/**
 * The keys of a host among lines of known_hosts, in which a line may also be a public key alone; undefined = no line is either.
 * Lines of certificate authorities say nothing here.
 */
export function findKnownKeys(text: string, at: { host: string; port: number }): KnownKey[] | undefined {
  const lines = text.split(/\r?\n/).flatMap((line) => parseLine(line) ?? []);
  if (lines.length === 0) return undefined;
  const namedBy = (name: string): Line[] =>
    lines.filter(({ hosts }) => hosts === undefined || matchesHosts(hosts, name));
  const plain = namedBy(at.host);
  if (at.port === 22) return plain;
  // The port's own keys count before those of the host alone; what is revoked counts either way.
  const own = namedBy(`[${at.host}]:${at.port}`);
  const isKnown = own.some(({ isRevoked, hosts }) => !isRevoked && hosts !== undefined);
  return [...new Set([...own, ...plain.filter(({ isRevoked }) => isRevoked || !isKnown)])];
}

interface Line extends KnownKey {
  /** undefined = a public key alone. */
  hosts: string | undefined;
}

function parseLine(line: string): Line | undefined {
  const words = line.trim().split(/\s+/);
  const marker = words[0]?.startsWith("@") ? words.shift() : undefined;
  // As OpenSSH does: a marker that is not understood makes no line of a key.
  if ((marker !== undefined && marker !== "@revoked") || words[0]?.startsWith("#")) return undefined;
  const hosts = isKeyType(words[0]) ? undefined : words.shift();
  const [type, base64 = ""] = words;
  if (!isKeyType(type)) return undefined;
  const key = Buffer.from(base64, "base64");
  // A key begins with the length of its type, and its type.
  if (key.subarray(4, 4 + type.length).toString("latin1") !== type) return undefined;
  return { type, key, isRevoked: marker === "@revoked", hosts };
}

function isKeyType(word: string | undefined): word is string {
  return word !== undefined && /^(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp(?:256|384|521))$/.test(word);
}

function matchesHosts(hosts: string, name: string): boolean {
  const [, version, salt = "", hash] = hosts.split("|");
  if (version === "1") {
    const own = createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64");
    return own === hash;
  }
  const patterns = hosts.split(",");
  if (patterns.some((pattern) => pattern.startsWith("!") && matches(pattern.slice(1), name))) return false;
  return patterns.some((pattern) => matches(pattern, name));
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i").test(name);
}

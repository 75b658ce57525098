import { createHash, createPublicKey, verify } from "node:crypto";
import type { KnownKey, PackSignatures } from "../../service/ports/PackSignatures.ts";
import { invalidPack } from "../meta/parsePackMeta.ts";

/** What SPKI says of an Ed25519 key before its 32 bytes. */
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");
const trustedPrefix = "trusted comment: ";

interface Signature {
  /** `ED`: of the BLAKE2b-512 hash of the file; `Ed`: of the file itself. */
  algorithm: string;
  keyId: string;
  /** 64 bytes of Ed25519. */
  signature: Buffer;
  comment: string;
  /** Of the signature and the comment together. */
  global: Buffer;
}

/** Signatures in the format of minisign. */
export function createPackSignatures(): PackSignatures {
  return {
    readKey(text) {
      return readKey(text)?.id;
    },
    check(archive, { signature: text, keys }) {
      const signature = readSignature(text);
      const { keyId, comment } = signature;
      const known = keys.find(({ key }) => readKey(key)?.id === keyId);
      if (known === undefined) return { state: "unknown", keyId, name: undefined, comment };
      return { state: isGood(archive, { signature, key: known }) ? "known" : "bad", keyId, name: known.name, comment };
    },
  };
}

function isGood(archive: Uint8Array, { signature: given, key }: { signature: Signature; key: KnownKey }): boolean {
  const bytes = readKey(key.key)?.bytes;
  if (bytes === undefined) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, bytes]), format: "der", type: "spki" });
  const { algorithm, signature, comment, global } = given;
  const signed = algorithm === "ED" ? createHash("blake2b512").update(archive).digest() : archive;
  const whole = Buffer.concat([signature, Buffer.from(comment)]);
  return verify(null, signed, publicKey, signature) && verify(null, whole, publicKey, global);
}

/** Its last line is the key: two letters, 8 bytes of an id, 32 bytes of Ed25519. undefined = it is none. */
function readKey(text: string): { id: string; bytes: Buffer } | undefined {
  const bytes = Buffer.from(
    text
      .trim()
      .split(/\s*\n\s*/)
      .at(-1) ?? "",
    "base64",
  );
  if (bytes.length !== 42 || bytes.toString("latin1", 0, 2) !== "Ed") return undefined;
  return { id: idOf(bytes), bytes: bytes.subarray(10) };
}

function readSignature(text: string): Signature {
  const [, first = "", said = "", second = ""] = text.trim().split(/\r?\n/);
  const bytes = Buffer.from(first, "base64");
  const global = Buffer.from(second, "base64");
  const algorithm = bytes.toString("latin1", 0, 2);
  const isWhole = bytes.length === 74 && global.length === 64 && said.startsWith(trustedPrefix);
  if (!isWhole || (algorithm !== "ED" && algorithm !== "Ed")) {
    throw invalidPack("signature", ["its signature is none of minisign, or it is damaged"]);
  }
  const comment = said.slice(trustedPrefix.length);
  return { algorithm, keyId: idOf(bytes), signature: bytes.subarray(10), comment, global };
}

/** As minisign writes it: a number of 8 bytes, the lowest first, in hexadecimal digits. */
function idOf(bytes: Buffer): string {
  return bytes.readBigUInt64LE(2).toString(16).toUpperCase().padStart(16, "0");
}

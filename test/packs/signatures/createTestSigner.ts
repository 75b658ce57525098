import { createHash, generateKeyPairSync, sign } from "node:crypto";

export interface TestSigner {
  publicKey: string;
  /** The text of a signature as minisign makes it. */
  sign(bytes: Uint8Array, comment: string): string;
}

/** A key of its own; all of them have one id. */
export function createTestSigner(): TestSigner {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const id = Buffer.from("12345678");
  const encode = (...parts: (string | Uint8Array)[]): string =>
    Buffer.concat(parts.map((part) => Buffer.from(part))).toString("base64");
  return {
    publicKey: encode("Ed", id, publicKey.export({ format: "der", type: "spki" }).subarray(-32)),
    sign(bytes, comment) {
      const signature = sign(null, createHash("blake2b512").update(bytes).digest(), privateKey);
      const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), privateKey);
      const lines = [encode("ED", id, signature), `trusted comment: ${comment}`, encode(global)];
      return `untrusted comment: of a test\n${lines.join("\n")}\n`;
    },
  };
}

import { createHash, randomBytes, scryptSync } from "node:crypto";
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { SluiceError } from "../../base/SluiceError.ts";

const keyBytes = 32;

/**
 * The key a text stands for: 64 hexadecimal digits or the base64 of 32 bytes are taken as they are; any other text is a
 * passphrase and goes through scrypt (N 2^15, r 8, p 1; the salt is fixed, because one passphrase must open every folder).
 */
export function parseVaultKey(text: string): Uint8Array {
  const trimmed = text.trim();
  if (trimmed === "") throw new SluiceError("wrong_use", "The key is empty");
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, "hex");
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return Buffer.from(trimmed, "base64");
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 };
  return scryptSync(trimmed, "sluice:vault-key:v1", keyBytes, cost);
}

/** Reads the key of a file; undefined = there is no such file. */
export function readVaultKeyFile(path: string): Uint8Array | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const key = Buffer.from(text, "base64");
  if (key.length === keyBytes) return key;
  throw new SluiceError("key_missing", `The key file ${path} is damaged. Put back a copy of it`, { details: { path } });
}

/** Makes a key and its file. */
export function createVaultKeyFile(path: string): Uint8Array {
  const key = randomBytes(keyBytes);
  writeVaultKeyFile(path, key);
  return key;
}

/** Writes the file of a key, readable by the present user only. On disk when this returns. */
export function writeVaultKeyFile(path: string, key: Uint8Array): void {
  const draft = `${path}.new`;
  const file = openSync(draft, "w", 0o600);
  try {
    writeSync(file, `${Buffer.from(key).toString("base64")}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/** Names a key without telling anything of it. */
export function vaultKeyId(key: Uint8Array): string {
  return createHash("sha256").update("sluice:key-id:v1\0").update(key).digest("hex").slice(0, 8);
}

function syncFolder(path: string): void {
  // Windows cannot open a folder, and needs no such step.
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { type JsonValue, stringifyJson } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";

const algorithm = "aes-256-gcm";
export const nonceBytes = 12;
export const tagBytes = 16;

export interface SealOptions {
  /** 32 bytes. */
  dataKey: Uint8Array;
  /** What the bytes are and where they belong; opening demands the same text. */
  label: string;
}

/** Encrypts and authenticates (AES-256-GCM): nonce, ciphertext, tag. The nonce is random, so one key serves for 2^32 texts. */
export function seal(plain: Uint8Array, options: SealOptions): Uint8Array {
  return sealBehind(new Uint8Array(0), plain, options);
}

/** `seal` with some bytes before it that are neither encrypted nor authenticated. */
export function sealBehind(head: Uint8Array, plain: Uint8Array, { dataKey, label }: SealOptions): Uint8Array {
  const nonce = nextNonce();
  return Buffer.concat([head, nonce, ...encrypt(plain, { dataKey, nonce, label })]);
}

/** The inverse of `seal`. Throws `data_damaged` for another key or label, or changed bytes. */
export function open(sealed: Uint8Array, { dataKey, label }: SealOptions): Buffer {
  return decrypt(sealed.subarray(nonceBytes), { dataKey, nonce: sealed.subarray(0, nonceBytes), label });
}

const parametersLabel = "sluice:parameters:1";

/** Encrypts a JSON value, such as recorded parameters. */
export function sealJson(value: JsonValue, dataKey: Uint8Array): Uint8Array {
  return seal(Buffer.from(stringifyJson(value)), { dataKey, label: parametersLabel });
}

/** The inverse of `sealJson`. Throws `data_damaged`. */
export function openJson(cipher: Uint8Array, dataKey: Uint8Array): JsonValue {
  return JSON.parse(open(cipher, { dataKey, label: parametersLabel }).toString());
}

export interface CipherOptions extends SealOptions {
  /** 12 bytes, never used twice under one key. */
  nonce: Uint8Array;
}

/** Ciphertext and tag. */
export function encrypt(plain: Uint8Array, { dataKey, nonce, label }: CipherOptions): [Buffer, Buffer] {
  const cipher: CipherGCM = createCipheriv(algorithm, keyObject(dataKey), nonce);
  cipher.setAAD(toBytes(label));
  const body = cipher.update(plain);
  cipher.final();
  return [body, cipher.getAuthTag()];
}

/** Opens ciphertext followed by its tag. Throws `data_damaged`. */
export function decrypt(sealed: Uint8Array, { dataKey, nonce, label }: CipherOptions): Buffer {
  const end = sealed.length - tagBytes;
  try {
    const decipher = createDecipheriv(algorithm, keyObject(dataKey), nonce, { authTagLength: tagBytes });
    decipher.setAAD(toBytes(label));
    decipher.setAuthTag(sealed.subarray(end));
    const plain = decipher.update(sealed.subarray(0, end));
    decipher.final();
    return plain;
  } catch (cause) {
    throw new SluiceError("data_damaged", "Saved data was changed or belongs to another key", { cause });
  }
}

// There are a few, and those of blobs.
const labels = new Map<string, Buffer>();
const mostLabels = 64;

function toBytes(label: string): Buffer {
  let bytes = labels.get(label);
  if (bytes === undefined) {
    if (labels.size >= mostLabels) labels.clear();
    bytes = Buffer.from(label);
    labels.set(label, bytes);
  }
  return bytes;
}

// Importing a key costs more than encrypting a small value with it, and each attempt gets its bytes anew.
const keyObjects = new Map<string, KeyObject>();
const mostKeys = 32;

function keyObject(dataKey: Uint8Array): KeyObject {
  const name = Buffer.from(dataKey.buffer, dataKey.byteOffset, dataKey.byteLength).toString("latin1");
  let key = keyObjects.get(name);
  if (key === undefined) {
    const [oldest] = keyObjects.size < mostKeys ? [] : keyObjects.keys();
    if (oldest !== undefined) keyObjects.delete(oldest);
    key = createSecretKey(dataKey);
    keyObjects.set(name, key);
  }
  return key;
}

// Random bytes are drawn in blocks: one call of the system for each nonce would cost as much as the encryption.
const noncePool = Buffer.alloc(nonceBytes * 256);
let noncesLeft = 0;

function nextNonce(): Buffer {
  if (noncesLeft === 0) {
    randomFillSync(noncePool);
    noncesLeft = 256;
  }
  noncesLeft -= 1;
  return Buffer.from(noncePool.subarray(noncesLeft * nonceBytes, (noncesLeft + 1) * nonceBytes));
}

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
  return sealAt(0, plain, options);
}

/** `seal` with a byte before it that is neither encrypted nor authenticated. */
export function sealBehind(head: number, plain: Uint8Array, options: SealOptions): Uint8Array {
  const sealed = sealAt(1, plain, options);
  sealed[0] = head;
  return sealed;
}

function sealAt(start: number, plain: Uint8Array, { dataKey, label }: SealOptions): Uint8Array {
  const nonce = nextNonce();
  const [body, tag] = encrypt(plain, { dataKey, nonce, label });
  const sealed = Buffer.allocUnsafe(start + nonceBytes + body.length + tagBytes);
  sealed.set(nonce, start);
  sealed.set(body, start + nonceBytes);
  sealed.set(tag, start + nonceBytes + body.length);
  return sealed;
}

/** The inverse of `seal`. Throws `data_damaged` for another key or label, or changed bytes. */
export function open(sealed: Uint8Array, { dataKey, label }: SealOptions): Buffer {
  return decrypt(sealed.subarray(nonceBytes), { dataKey, nonce: sealed.subarray(0, nonceBytes), label });
}

const parametersLabel = "sluice:parameters:1";

/** Encrypts a JSON value, such as recorded parameters. */
export function sealJson(value: JsonValue, dataKey: Uint8Array): Uint8Array {
  return sealJsonText(stringifyJson(value), dataKey);
}

/** `sealJson` of a value that is text already. */
export function sealJsonText(text: string, dataKey: Uint8Array): Uint8Array {
  return seal(Buffer.from(text), { dataKey, label: parametersLabel });
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
/** An attempt uses its key several times. Nobody changes the bytes of a key. */
let last: { dataKey: Uint8Array; key: KeyObject } | undefined;

function keyObject(dataKey: Uint8Array): KeyObject {
  if (last?.dataKey !== dataKey) last = { dataKey, key: findKey(dataKey) };
  return last.key;
}

function findKey(dataKey: Uint8Array): KeyObject {
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

/** Valid until the next one is drawn: the cipher copies it. */
function nextNonce(): Uint8Array {
  if (noncesLeft === 0) {
    randomFillSync(noncePool);
    noncesLeft = 256;
  }
  noncesLeft -= 1;
  return noncePool.subarray(noncesLeft * nonceBytes, (noncesLeft + 1) * nonceBytes);
}

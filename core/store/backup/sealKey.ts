import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { SluiceError } from "../../base/SluiceError.ts";

/** Slow and hungry (128 MB, about half a second) on purpose: a passphrase must be hard to guess. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
const label = Buffer.from("sluice:backup-key:v1");
/** Fewer characters are guessed whatever it costs. */
export const shortestPassphrase = 8;

interface SealedKey {
  version: 1;
  salt: string;
  nonce: string;
  cipher: string;
  tag: string;
}

/** A key that only a passphrase opens: scrypt, then AES-256-GCM. Rejects `wrong_use` for a passphrase that is too short. */
export async function sealKey(key: Uint8Array, passphrase: string): Promise<string> {
  if (passphrase.length < shortestPassphrase) {
    throw new SluiceError("wrong_use", `The passphrase needs at least ${shortestPassphrase} characters.`);
  }
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await derive(passphrase, salt), nonce).setAAD(label);
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString("base64");
  const sealed: SealedKey = {
    version: 1,
    salt: text(salt),
    nonce: text(nonce),
    cipher: text(body),
    tag: text(cipher.getAuthTag()),
  };
  return JSON.stringify(sealed);
}

/** Rejects `passphrase_wrong`. */
export async function openKey(sealedKey: string, passphrase: string): Promise<Uint8Array> {
  const sealed = JSON.parse(sealedKey) as SealedKey;
  const bytes = (text: string) => Buffer.from(text, "base64");
  const key = await derive(passphrase, bytes(sealed.salt));
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes(sealed.nonce), { authTagLength: 16 });
    decipher.setAAD(label).setAuthTag(bytes(sealed.tag));
    return Buffer.concat([decipher.update(bytes(sealed.cipher)), decipher.final()]);
  } catch {
    throw new SluiceError("passphrase_wrong", "The passphrase does not open the key in this backup.");
  }
}

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFC"), salt, 32, { ...cost, maxmem: 2 ** 28 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Keeps the key of encrypted values. Texts only; nothing of it is ever logged. */
export interface Vault {
  /** Identifies the key in ciphertexts. */
  readonly keyId: string;
  /** `sluice:v1:<key id>:<base64>`, AES-256-GCM, authenticated over `context` (such as configuration and variable name). */
  encrypt(plain: string, context: string): string;
  /** Throws `key_missing` for another key id or a text that does not verify. */
  decrypt(cipher: string, context: string): string;
  /** Whether a text has the form of a ciphertext, and whether it opens under this key. */
  inspect(text: string, context: string): "plain" | "ours" | "foreign";
  /** A name that stands for a text: the same for the same text, context and key, and nothing can be read from it. */
  digest(text: string, context: string): string;
  /** A fresh data key, wrapped. */
  createDataKey(): string;
  unwrapDataKey(wrapped: string): Uint8Array;
}

/** One-way functions over texts. */
export interface Digests {
  /** SHA-256 in base64url: what is stored of a random secret, so that the store gives none away. */
  digest(text: string): string;
  /** HMAC-SHA-256 in base64url: a value that only who knows the key can make. */
  sign(text: string, key: string): string;
  /** Takes as long for texts that differ early as for those that differ late. */
  areEqual(a: string, b: string): boolean;
}

/** What the ciphertext of a secret is authenticated over: it opens only under its own name. */
export function secretContext(name: string): string {
  return JSON.stringify(["secret", name]);
}

/** What the ciphertext of a resolved reference is authenticated over, by the reference as written. */
export function referenceContext(token: string): string {
  return JSON.stringify(["reference", token]);
}

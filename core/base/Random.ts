/** The only source of randomness in portable code. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number;
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}

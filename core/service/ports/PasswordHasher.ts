/** A slow, memory-hard hash of passwords. */
export interface PasswordHasher {
  /** The hash with its salt and parameters, as text. */
  hash(password: string): Promise<string>;
  /** Takes as long for every password, and without a hash as long as with one. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** The hash was made with other parameters than those of today. */
  isOutdated(hash: string): boolean;
}

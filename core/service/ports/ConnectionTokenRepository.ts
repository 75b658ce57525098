/** What the host was given for connections by OAuth 2.0 servers, as ciphertext. It goes with the connection: into the trash, back, and away. */
export interface ConnectionTokenRepository {
  /** The ciphertexts of all, those in the trash included. */
  list(): string[];
  find(connection: string): string | undefined;
  /** Does nothing when there is no such connection. Refuses plain text (a bug of ours). */
  save(connection: string, cipher: string): Promise<void>;
}

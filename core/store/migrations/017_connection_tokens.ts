/** What OAuth 2.0 servers gave for connections, as ciphertext. */
export const connectionTokens = `
CREATE TABLE connection_tokens (
  configuration INTEGER PRIMARY KEY REFERENCES configurations (n) ON DELETE CASCADE,
  cipher TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
`;

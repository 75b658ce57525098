/** Accounts, their second factors, and who is logged in. Sessions and recovery codes as digests, passwords as slow hashes. */
export const users = `
CREATE TABLE users (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  password TEXT,
  proposed_factor TEXT,
  factor TEXT,
  factor_step INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
  user TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
  digest TEXT NOT NULL,
  PRIMARY KEY (user, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  digest TEXT PRIMARY KEY,
  user TEXT REFERENCES users (name) ON DELETE CASCADE,
  token TEXT REFERENCES tokens (name) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user) WHERE user IS NOT NULL;
CREATE INDEX sessions_by_token ON sessions (token) WHERE token IS NOT NULL;
CREATE INDEX sessions_by_use ON sessions (used_at);
`;

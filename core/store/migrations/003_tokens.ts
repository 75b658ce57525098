/** Bearer tokens, as digests. */
export const tokens = `
CREATE TABLE tokens (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  digest TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;
`;

/** Requests that started a run under a key of their own; the key and what was asked for only as digests. */
export const requestKeys = `
CREATE TABLE request_keys (
  digest TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  run_id TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_keys_by_time ON request_keys (created_at);
`;

/** What was deleted and can be restored. Its rows stay in their tables under the name `trash:ID`, which nothing else can have. */
export const trash = `
CREATE TABLE trash (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  deleted_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX trash_by_time ON trash (deleted_at);
`;

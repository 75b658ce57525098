/** SyncPacks that were uploaded, each version whole, and whose the documents are that they brought. */
export const syncPacks = `
CREATE TABLE syncpacks (
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  contents TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  uploaded_by TEXT NOT NULL,
  activated_at INTEGER,
  installed_at INTEGER,
  problem TEXT,
  archive BLOB NOT NULL,
  UNIQUE (name, version)
) STRICT;
CREATE TABLE syncpack_documents (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  pack TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
`;

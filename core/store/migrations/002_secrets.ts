/** Secrets that configurations share, as ciphertext; and what the references of a configuration stood for when a run was accepted. */
export const secrets = `
CREATE TABLE secrets (name TEXT PRIMARY KEY, cipher TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
ALTER TABLE run_plans ADD COLUMN resolved_references TEXT;
`;

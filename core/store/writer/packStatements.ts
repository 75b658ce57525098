import type { WriteStatement } from "./WriteStatement.ts";

/** SyncPacks and the documents they brought. */
export const packStatements = {
  "pack.save": {
    sql: `INSERT INTO syncpacks (name, version, contents, uploaded_at, uploaded_by, archive) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET contents = excluded.contents, archive = excluded.archive, problem = NULL,
            uploaded_at = excluded.uploaded_at, uploaded_by = excluded.uploaded_by, activated_at = NULL, installed_at = NULL`,
  },
  "pack.setContents": {
    sql: "UPDATE syncpacks SET contents = ?3 WHERE name = ?1 AND version = ?2",
    must: { code: "not_found", message: "The SyncPack was removed meanwhile." },
  },
  "pack.setState": {
    sql: "UPDATE syncpacks SET activated_at = ?3, installed_at = ?4, problem = ?5 WHERE name = ?1 AND version = ?2",
    must: { code: "not_found", message: "The SyncPack was removed meanwhile." },
  },
  "pack.delete": { sql: "DELETE FROM syncpacks WHERE name = ? AND version = ?" },
  "packDocument.claim": { sql: "INSERT OR IGNORE INTO syncpack_documents (kind, name, pack) VALUES (?, ?, ?)" },
  "packDocument.release": { sql: "DELETE FROM syncpack_documents WHERE kind = ? AND name = ? AND pack = ?" },
} as const satisfies Record<string, WriteStatement>;

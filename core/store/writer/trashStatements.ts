import type { WriteStatement } from "./WriteStatement.ts";

const isTrashed = (table: string, column: string) => `EXISTS (SELECT 1 FROM ${table} WHERE ${column} = 'trash:' || ?1)`;
const taken = { code: "already_exists", message: "Something of this name is there now" } as const;

/** Deleting, restoring and purging: a deleted thing is renamed to `trash:ID`. */
export const trashStatements = {
  "application.trash": { sql: "UPDATE applications SET name = 'trash:' || ?2 WHERE name = ?1" },
  "configuration.trash": { sql: "UPDATE configurations SET name = 'trash:' || ?2 WHERE name = ?1" },
  "class.trash": { sql: "UPDATE step_classes SET file = 'trash:' || ?2 WHERE file = ?1 AND syncpack = ''" },
  "classDraft.trash": { sql: "UPDATE step_class_drafts SET file = 'trash:' || ?2 WHERE file = ?1" },
  // Only what there was can be restored.
  "trash.insert": {
    sql: `INSERT INTO trash (id, kind, name, deleted_at, deleted_by) SELECT ?1, ?2, ?3, ?4, ?5
          WHERE ${isTrashed("applications", "name")} OR ${isTrashed("configurations", "name")}
            OR ${isTrashed("step_classes", "file")} OR ${isTrashed("step_class_drafts", "file")}`,
  },

  "application.restore": {
    sql: "UPDATE OR IGNORE applications SET name = ?2 WHERE name = 'trash:' || ?1",
    must: taken,
  },
  "configuration.restore": {
    sql: "UPDATE OR IGNORE configurations SET name = ?2 WHERE name = 'trash:' || ?1",
    must: taken,
  },
  // A class may have been only a draft, or have none.
  "class.restore": { sql: "UPDATE step_classes SET file = ?2 WHERE file = 'trash:' || ?1" },
  "classDraft.restore": { sql: "UPDATE step_class_drafts SET file = ?2 WHERE file = 'trash:' || ?1" },

  "application.purgeSamples": {
    sql: `DELETE FROM samples WHERE step_id IN (SELECT j.value FROM applications a JOIN (
            SELECT application, step_ids FROM application_revisions UNION ALL SELECT application, step_ids FROM drafts
          ) t ON t.application = a.n, json_each(t.step_ids) j WHERE a.name = 'trash:' || ?)`,
  },
  "application.purge": { sql: "DELETE FROM applications WHERE name = 'trash:' || ?" },
  "configuration.purge": { sql: "DELETE FROM configurations WHERE name = 'trash:' || ?" },
  "class.purge": { sql: "DELETE FROM step_classes WHERE file = 'trash:' || ?" },
  "classDraft.purge": { sql: "DELETE FROM step_class_drafts WHERE file = 'trash:' || ?" },
  "trash.delete": { sql: "DELETE FROM trash WHERE id = ?" },
} as const satisfies Record<string, WriteStatement>;

import type { WriteStatement } from "./WriteStatement.ts";

/** Applications, configurations, secrets, step classes, reports, settings and the cache. */
export const catalogueStatements = {
  "application.insert": { sql: "INSERT OR IGNORE INTO applications (name, revision, updated_at) VALUES (?, 0, ?)" },
  "application.publish": { sql: "UPDATE applications SET revision = ?2, updated_at = ?3 WHERE name = ?1" },
  "application.touch": { sql: "UPDATE applications SET updated_at = ?2 WHERE name = ?1" },
  "application.rename": {
    sql: "UPDATE applications SET name = ?2 WHERE name = ?1 AND revision = 0",
    must: { code: "changed_meanwhile", message: "The application was published or deleted meanwhile." },
  },
  "revision.insert": {
    sql: `INSERT INTO application_revisions
            (application, revision, document, step_ids, logic_hash, layout_hash, friendly_name, steps, author, comment,
             created_at)
          SELECT n, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM applications WHERE name = ?1`,
  },
  "draft.save": {
    sql: `INSERT INTO drafts
            (application, user, revision, document, step_ids, logic_hash, layout_hash, friendly_name, steps, created_at,
             step_id_list, changes)
          SELECT n, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM applications WHERE name = ?1
          ON CONFLICT DO UPDATE SET revision = excluded.revision, document = excluded.document,
            step_ids = excluded.step_ids, step_id_list = excluded.step_id_list, logic_hash = excluded.logic_hash, layout_hash = excluded.layout_hash,
            friendly_name = excluded.friendly_name, steps = excluded.steps,
            created_at = excluded.created_at, changes = excluded.changes`,
  },
  "draft.delete": {
    sql: "DELETE FROM drafts WHERE user = ?2 AND application = (SELECT n FROM applications WHERE name = ?1)",
  },
  "pins.save": {
    sql: `INSERT INTO draft_pins (application, user, pins) SELECT n, ?2, ?3 FROM applications WHERE name = ?1
          ON CONFLICT DO UPDATE SET pins = excluded.pins`,
  },
  "pins.delete": {
    sql: "DELETE FROM draft_pins WHERE user = ?2 AND application = (SELECT n FROM applications WHERE name = ?1)",
  },
  "gesture.insert": {
    sql: `INSERT INTO draft_gestures
            (application, user, seq, gesture, client, kind, label, operations, inverse, revision, created_at)
          SELECT n, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM applications WHERE name = ?1`,
    must: { code: "not_found", message: "The application was deleted meanwhile." },
  },
  "gesture.prune": {
    sql: `DELETE FROM draft_gestures
          WHERE application = (SELECT n FROM applications WHERE name = ?1) AND user = ?2 AND seq <= ?3`,
  },
  "sample.delete": { sql: "DELETE FROM samples WHERE step_id = ?" },

  "configuration.save": {
    sql: `INSERT INTO configurations (name, revision) VALUES (?1, 1)
          ON CONFLICT DO UPDATE SET revision = revision + 1`,
  },
  "configurationRevision.insert": {
    sql: `INSERT INTO configuration_revisions (configuration, revision, document, friendly_name, variables, created_at)
          SELECT n, revision, ?2, ?3, ?4, ?5 FROM configurations WHERE name = ?1`,
  },

  "secret.save": {
    sql: `INSERT INTO secrets (name, cipher, updated_at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET cipher = excluded.cipher, updated_at = excluded.updated_at`,
  },
  "secret.delete": { sql: "DELETE FROM secrets WHERE name = ?" },
  "connectionTokens.save": {
    sql: `INSERT INTO connection_tokens (configuration, cipher, updated_at) SELECT n, ?2, ?3 FROM configurations WHERE name = ?1
          ON CONFLICT DO UPDATE SET cipher = excluded.cipher, updated_at = excluded.updated_at`,
  },

  "class.save": {
    sql: `INSERT INTO step_class_versions
            (file, syncpack, hash, source, compiled, origin_folder, manifest, created_at, used_at, history, environment)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
          ON CONFLICT (hash, file, syncpack) DO UPDATE SET source = excluded.source, origin_folder = excluded.origin_folder,
            environment = excluded.environment, manifest = excluded.manifest, used_at = max(used_at, excluded.used_at), history = max(history, excluded.history)`,
  },
  "class.settle": { sql: "UPDATE step_class_versions SET environment = ?2 WHERE n = ?1" },
  "class.makeCurrent": {
    sql: `INSERT INTO step_classes (file, syncpack, version)
          SELECT file, syncpack, n FROM step_class_versions WHERE file = ?1 AND syncpack = ?2 AND hash = ?3
          ON CONFLICT (file, syncpack) DO UPDATE SET version = excluded.version`,
  },

  "classDraft.save": {
    sql: `INSERT INTO step_class_drafts (file, main, files, author, updated_at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET main = excluded.main, files = excluded.files, author = excluded.author,
            updated_at = excluded.updated_at`,
  },
  "classDraft.delete": { sql: "DELETE FROM step_class_drafts WHERE file = ?" },

  "report.delete": { sql: "DELETE FROM reports WHERE run_id = ?" },
  "report.deleteOf": { sql: "DELETE FROM reports WHERE app_name = ?" },
  "report.pruneRows": {
    sql: `DELETE FROM report_rows WHERE n IN
          (SELECT w.n FROM json_each(?1) j JOIN report_rows w ON w.report = j.value LIMIT ?2)`,
  },
  "report.prune": { sql: "DELETE FROM reports WHERE n IN (SELECT value FROM json_each(?1))" },

  "setting.save": {
    sql: "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
  },
  "cache.save": {
    sql: `INSERT INTO cache_entries (id, value, expires_at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at`,
  },
  "cache.delete": { sql: "DELETE FROM cache_entries WHERE id = ? AND (expires_at IS NULL OR expires_at > ?)" },
} as const satisfies Record<string, WriteStatement>;

import type { WriteStatement } from "./WriteStatement.ts";

// A run that another, unfinished run triggered stays: its data is still to be read, and its key keeps it from being started twice.
const prunable = `finished_at < ?2 AND kept = 0 AND NOT EXISTS (
  SELECT 1 FROM child_runs c JOIN step_runs s ON s.n = c.step_run JOIN runs p ON p.n = s.run
  WHERE c.run = runs.n AND p.finished_at IS NULL)`;

/** Pruning, and the journal of worker processes. */
export const upkeepStatements = {
  "run.keep": {
    sql: "UPDATE runs SET kept = ?2 WHERE id = ?1",
    must: { code: "not_found", message: "There is no such run" },
  },
  "run.prune": { sql: `DELETE FROM runs WHERE id = ?1 AND ${prunable}` },
  "blob.prune": {
    sql: `DELETE FROM blobs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM outputs WHERE blob = ?1)
          AND NOT EXISTS (SELECT 1 FROM pins WHERE blob = ?1)`,
  },
  "shapes.prune": { sql: "DELETE FROM plan_shapes WHERE n NOT IN (SELECT shape FROM run_plans)" },
  // Numbers of deleted events are not given again.
  "seq.raise": {
    sql: "INSERT INTO counters (name, value) VALUES ('seq', ?1) ON CONFLICT DO UPDATE SET value = excluded.value",
    numbered: true,
  },
  // Only what `--steps` brought and no run names any more: own classes keep their history, packs their versions.
  "classes.prune": {
    sql: `DELETE FROM step_class_versions WHERE history = 0 AND syncpack = '' AND used_at < ?1
          AND n NOT IN (SELECT version FROM step_classes)
          AND hash NOT IN (SELECT class_hash FROM plan_shape_classes)`,
  },
  "cache.prune": { sql: "DELETE FROM cache_entries WHERE expires_at <= ?1" },
  "worker.record": { sql: "INSERT OR IGNORE INTO worker_processes (pid, start_time) VALUES (?, ?)" },
  "worker.forget": { sql: "DELETE FROM worker_processes WHERE pid = ? AND start_time = ?" },
} as const satisfies Record<string, WriteStatement>;

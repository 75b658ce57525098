import type { WriteStatement } from "./WriteStatement.ts";

// A run that another, unfinished run triggered stays: its data is still to be read, and its key keeps it from being started twice.
const prunable = `finished_at < ?2 AND kept = 0 AND NOT EXISTS (
  SELECT 1 FROM child_runs c JOIN step_runs s ON s.n = c.step_run JOIN runs p ON p.n = s.run
  WHERE c.run = runs.n AND p.finished_at IS NULL)`;

const prunableRun = `SELECT n FROM runs WHERE id = ?1 AND ${prunable}`;

/** Pruning, and the journal of worker processes. */
export const upkeepStatements = {
  "run.keep": {
    sql: "UPDATE runs SET kept = ?2 WHERE id = ?1",
    must: { code: "not_found", message: "There is no such run" },
  },
  "run.prune": { sql: `DELETE FROM runs WHERE id = ?1 AND ${prunable}` },
  // A run with very many rows loses them a few at a time, so that no other write waits long.
  "run.pruneLogs": {
    sql: `DELETE FROM logs WHERE seq IN (SELECT seq FROM logs WHERE run = (${prunableRun}) LIMIT ?3)`,
  },
  "run.pruneEvents": {
    sql: `DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE run = (${prunableRun}) LIMIT ?3)`,
  },
  "run.pruneSteps": {
    sql: `DELETE FROM step_runs WHERE run = (${prunableRun}) AND n IN (SELECT value FROM json_each(?3))`,
  },
  "blob.prune": {
    sql: `DELETE FROM blobs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM outputs WHERE blob = ?1)
          AND NOT EXISTS (SELECT 1 FROM pins WHERE blob = ?1)`,
  },
  "shape.prune": {
    sql: "DELETE FROM plan_shapes WHERE n = ? AND NOT EXISTS (SELECT 1 FROM run_plans WHERE shape = plan_shapes.n)",
  },
  // Numbers of deleted events are not given again.
  "seq.raise": {
    sql: "INSERT INTO counters (name, value) VALUES ('seq', ?1) ON CONFLICT DO UPDATE SET value = excluded.value",
    numbered: true,
  },
  // Only what `--steps` brought and no run names any more: own classes keep their history, packs their versions.
  "classes.prune": {
    sql: `DELETE FROM step_class_versions WHERE n IN (SELECT n FROM step_class_versions v
            WHERE history = 0 AND syncpack = '' AND used_at < ?1
            AND NOT EXISTS (SELECT 1 FROM step_classes WHERE version = v.n)
            AND NOT EXISTS (SELECT 1 FROM plan_shape_classes WHERE class_hash = v.hash) LIMIT ?2)`,
  },
  "cache.prune": {
    sql: "DELETE FROM cache_entries WHERE rowid IN (SELECT rowid FROM cache_entries WHERE expires_at <= ? LIMIT ?)",
  },
  "requestKeys.prune": {
    sql: `DELETE FROM request_keys WHERE digest IN (
            SELECT digest FROM request_keys WHERE created_at < ? ORDER BY created_at LIMIT ?)`,
  },
  "worker.record": { sql: "INSERT OR IGNORE INTO worker_processes (pid, start_time) VALUES (?, ?)" },
  "worker.forget": { sql: "DELETE FROM worker_processes WHERE pid = ? AND start_time = ?" },
} as const satisfies Record<string, WriteStatement>;

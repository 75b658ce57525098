import type { WriteStatement } from "./WriteStatement.ts";

const changed = { code: "changed_meanwhile", message: "The schedule was changed meanwhile" } as const;
const schedule = "(SELECT n FROM schedules WHERE name = ?1)";

/** Firings of one state that are kept for each schedule. */
const kept = 100;

/** Schedules and their firings. `next_at` moves in the transaction that says what became of the due time. */
export const scheduleStatements = {
  "schedule.insert": {
    sql: `INSERT OR IGNORE INTO schedules (name, application, times, params, configuration, queue, missed, overlap, enabled,
            next_at, created_at, updated_at, revision)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, 1)`,
    must: { code: "already_exists", message: "There is a schedule of this name already" },
  },
  "schedule.update": {
    sql: `UPDATE schedules SET application = ?3, times = ?4, params = coalesce(?5, params), configuration = ?6, queue = ?7, missed = ?8,
            overlap = ?9, enabled = ?10, updated_at = ?11, revision = revision + 1 WHERE name = ?1 AND revision = ?2`,
    must: changed,
  },
  "schedule.setNext": { sql: "UPDATE schedules SET next_at = ?2 WHERE name = ?1", must: changed },
  "schedule.advance": {
    sql: "UPDATE schedules SET next_at = ?3 WHERE name = ?1 AND next_at = ?2",
    must: changed,
  },
  "schedule.delete": { sql: "DELETE FROM schedules WHERE name = ?" },

  "firing.start": {
    sql: `INSERT INTO firings (schedule, at, state, manual, missed, run_id, handled_at)
          SELECT n, ?2, 'started', ?3, ?4, ?5, ?6 FROM schedules WHERE name = ?1`,
    must: changed,
  },
  "firing.take": {
    sql: `UPDATE firings SET state = 'started', run_id = ?3, handled_at = ?4
          WHERE schedule = ${schedule} AND at = ?2 AND state = 'waiting'`,
    must: changed,
  },
  "firing.record": {
    sql: `INSERT INTO firings (schedule, at, state, manual, missed, skipped, error, handled_at)
          SELECT n, ?2, ?3, 0, ?4, ?5, ?6, ?7 FROM schedules WHERE name = ?1`,
    must: changed,
  },
  "firing.settle": {
    sql: `UPDATE firings SET state = ?3, skipped = ?4, error = ?5, handled_at = ?6
          WHERE schedule = ${schedule} AND at = ?2 AND state = 'waiting'`,
    must: changed,
  },
  "firings.drop": {
    sql: `UPDATE firings SET state = 'skipped', skipped = 'disabled', handled_at = ?2
          WHERE schedule = ${schedule} AND state = 'waiting'`,
  },
  // A run that goes on is known by its firing: overlap is decided by it.
  "firings.prune": {
    sql: `DELETE FROM firings WHERE schedule = ${schedule} AND state = ?2 AND at < (
            SELECT at FROM firings WHERE schedule = ${schedule} AND state = ?2
            ORDER BY at DESC LIMIT 1 OFFSET ${kept - 1})
          AND NOT EXISTS (SELECT 1 FROM runs WHERE id = run_id AND finished_at IS NULL)`,
  },
} as const satisfies Record<string, WriteStatement>;

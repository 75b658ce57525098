import type { WriteStatement } from "./WriteStatement.ts";

/** Ended runs and reports that come from elsewhere. */
export const historyStatements = {
  // Nobody asked for it to expire here: it is kept.
  "history.run": {
    sql: `INSERT OR IGNORE INTO runs (id, app_name, state, warning, queue, configuration, log_level, triggered_by, depth,
            accepted_at, started_at, finished_at, kept, generate_report, replay_of)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)`,
    must: { code: "already_exists", message: "There is a run of this id" },
  },
  "history.step": {
    sql: `INSERT INTO step_runs (id, run, position, name, file, step_id, state, attempts, warning, started_at, finished_at,
            error, skipped, data, routes, pinned, disabled, reused_from)
          SELECT ?2, n, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18 FROM runs WHERE id = ?1`,
    must: { code: "internal", message: "The run does not exist" },
  },
  // The run that triggered it may have stayed behind.
  "history.child": {
    sql: `INSERT OR IGNORE INTO child_runs (step_run, retry, idx, run)
          SELECT s.n, ?2, ?3, r.n FROM step_runs s, runs r WHERE s.id = ?1 AND r.id = ?4`,
  },
  "history.report": {
    sql: "INSERT OR IGNORE INTO reports (run_id, app_name, created_at) VALUES (?, ?, ?)",
    must: { code: "already_exists", message: "There is a report of this run" },
  },
} as const satisfies Record<string, WriteStatement>;

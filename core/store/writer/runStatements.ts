import type { WriteStatement } from "./WriteStatement.ts";

const unknownRun = { code: "internal", message: "The run does not exist or has ended" } as const;
const unknownStep = { code: "internal", message: "The step run does not exist or has ended" } as const;

/** When the first start (0) or the end (1) of a step was, if an event alone tells of it. */
const told = (what: 0 | 1) =>
  `(SELECT e.at FROM events e WHERE e.run = step_runs.run AND e.step_run = step_runs.n AND e.told = ${what})`;
const toldStart = told(0);
const open = `id = ?1 AND finished_at IS NULL AND ${told(1)} IS NULL`;
/** Attempts begun: the row does not know of a first start that was told. */
const begun = `CASE WHEN attempts = 0 THEN ${toldStart} IS NOT NULL ELSE attempts END`;

/** What a run writes while it lives. An ended run or step run never changes again. */
export const runStatements = {
  "run.insert": {
    sql: `INSERT INTO runs (id, app_name, state, warning, queue, configuration, log_level, triggered_by, depth, accepted_at,
            started_at, finished_at, kept, generate_report, replay_of)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  },
  "shape.insert": {
    sql: "INSERT OR IGNORE INTO plan_shapes (hash, document, classes, configuration, step_ids) VALUES (?, ?, ?, ?, ?)",
  },
  "shape.classes": {
    sql: `INSERT OR IGNORE INTO plan_shape_classes (shape, class_hash)
          SELECT s.n, j.value FROM plan_shapes s, json_each(?2) j WHERE s.hash = ?1`,
  },
  "plan.insert": {
    sql: `INSERT INTO run_plans (run, shape, parameters, wrapped_data_key, inherited_secrets, workers,
            resolved_references, at_once)
          SELECT r.n, (SELECT n FROM plan_shapes WHERE hash = ?2), ?3, ?4, ?5, ?6, ?7, ?8 FROM runs r WHERE r.id = ?1`,
    must: unknownRun,
  },
  "pin.insert": {
    sql: "INSERT INTO pins (run, step, summary, bytes, blob) SELECT n, ?2, ?3, ?4, ?5 FROM runs WHERE id = ?1",
    must: unknownRun,
  },
  "blob.insert": { sql: "INSERT OR IGNORE INTO blobs (id, size) VALUES (?, ?)" },
  // A reused output whose blob was pruned meanwhile must not come back as a row without its file.
  "blob.require": {
    sql: "UPDATE blobs SET size = size WHERE id = ?",
    must: { code: "outputs_expired", message: "The output of a step that is to be reused was pruned" },
  },
  "stepRuns.insert": {
    sql: `INSERT INTO step_runs (id, run, position, name, file, step_id, state, attempts, started_at, warning, pinned, disabled)
          SELECT j.value ->> 0, r.n, j.key, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4, j.value ->> 5,
            j.value ->> 6, 0, 0, 0
          FROM runs r, json_each(?2) j WHERE r.id = ?1`,
  },
  "stepRun.insert": {
    sql: `INSERT INTO step_runs (id, run, position, name, file, step_id, state, attempts, started_at, warning, pinned, disabled)
          SELECT ?2, n, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0 FROM runs WHERE id = ?1`,
    must: unknownRun,
  },
  "child.insert": {
    sql: `INSERT INTO child_runs (step_run, retry, idx, run)
          SELECT s.n, ?2, ?3, r.n FROM step_runs s, runs r WHERE s.id = ?1 AND r.id = ?4`,
    must: { code: "internal", message: "The step run that triggers the run does not exist" },
  },
  "requestKey.insert": {
    sql: "INSERT INTO request_keys (digest, content, run_id, created_at) VALUES (?, ?, ?, ?)",
  },
  "event.run": {
    sql: "INSERT INTO events (seq, run, type, at, body) SELECT ?1, n, ?3, ?4, ?5 FROM runs WHERE id = ?2",
    numbered: true,
    must: unknownRun,
  },
  "event.step": {
    sql: `INSERT INTO events (seq, run, step_run, type, at, body)
          SELECT ?1, run, n, ?3, ?4, ?5 FROM step_runs WHERE id = ?2`,
    numbered: true,
    must: unknownStep,
  },
  // The row of the step run stays as it is, if it has nothing that came before.
  "step.begin": {
    sql: `INSERT OR IGNORE INTO events (seq, run, step_run, type, at, body, told)
          SELECT ?1, run, n, 'step.started', ?3, ?4, 0 FROM step_runs
          WHERE id = ?2 AND attempts = 0 AND finished_at IS NULL`,
    numbered: true,
    must: unknownStep,
  },
  "step.end": {
    sql: `INSERT OR IGNORE INTO events (seq, run, step_run, type, at, body, told, output, parameters)
          SELECT ?1, run, n, 'step.finished', ?3, ?4, 1, ?5, ?6 FROM step_runs
          WHERE id = ?2 AND attempts <= 1 AND finished_at IS NULL`,
    numbered: true,
    must: unknownStep,
  },
  "log.insert": {
    sql: `INSERT INTO logs (seq, run, step_run, at, attempt, level, module, message)
          SELECT ?1, run, n, ?3, ?4, ?5, ?6, ?7 FROM step_runs WHERE id = ?2`,
    numbered: true,
    must: unknownStep,
  },
  "run.start": {
    sql: "UPDATE runs SET state = 'STARTED', started_at = coalesce(started_at, ?2) WHERE id = ?1 AND finished_at IS NULL",
    must: unknownRun,
  },
  "run.finish": {
    sql: "UPDATE runs SET state = ?2, warning = ?3, finished_at = ?4 WHERE id = ?1 AND finished_at IS NULL",
    must: unknownRun,
  },
  "step.start": {
    sql: `UPDATE step_runs SET state = 'STARTED', started_at = coalesce(started_at, ${toldStart}, ?2), attempts = ?3,
            retry_at = NULL, wait = NULL WHERE ${open}`,
    must: unknownStep,
  },
  "step.retry": {
    sql: `UPDATE step_runs SET state = 'RETRY', attempts = ?2, retry_at = ?3, error = ?4, warning = warning OR ?5, wait = NULL
          WHERE ${open}`,
    must: unknownStep,
  },
  "step.retryNow": {
    sql: `UPDATE step_runs SET state = 'PENDING', attempts = ${begun}, retry_at = NULL WHERE ${open}`,
    must: unknownStep,
  },
  "step.wait": {
    sql: `UPDATE step_runs SET state = 'WAITING', attempts = ?2, wait = ?3, warning = warning OR ?4
          WHERE ${open}`,
    must: unknownStep,
  },
  "step.ready": {
    sql: `UPDATE step_runs SET state = 'PENDING', attempts = ${begun}, wait = NULL WHERE ${open}`,
    must: unknownStep,
  },
  "step.finish": {
    sql: `UPDATE step_runs SET state = ?2, attempts = ?3, warning = ?4, finished_at = ?5, error = ?6, skipped = ?7, routes = ?8,
            data = ?9, disabled = ?10, pinned = ?11, reused_from = ?12, started_at = coalesce(?13, started_at), output = ?14,
            parameters = ?15, retry_at = NULL, wait = NULL
          WHERE ${open}`,
    must: unknownStep,
  },
  "output.insert": {
    sql: "INSERT INTO outputs (step_run, summary, bytes, blob) SELECT n, ?2, ?3, ?4 FROM step_runs WHERE id = ?1",
    must: unknownStep,
  },
  "output.copy": {
    sql: `INSERT INTO outputs (step_run, summary, bytes, blob)
          SELECT s.n, o.summary, o.bytes, o.blob FROM step_runs s, step_runs old JOIN all_outputs o ON o.step_run = old.n
          WHERE s.id = ?1 AND old.id = ?2`,
    must: { code: "outputs_expired", message: "The output of a step that is to be reused was pruned" },
  },
  "parameters.save": {
    sql: `INSERT INTO step_parameters (step_run, bytes) SELECT n, ?2 FROM step_runs WHERE id = ?1
          ON CONFLICT DO UPDATE SET bytes = excluded.bytes`,
    must: unknownStep,
  },
  "parameters.copy": {
    sql: `INSERT OR IGNORE INTO step_parameters (step_run, bytes)
          SELECT s.n, p.bytes FROM step_runs s, step_runs old JOIN all_parameters p ON p.step_run = old.n
          WHERE s.id = ?1 AND old.id = ?2`,
  },
  "report.open": {
    sql: `INSERT OR IGNORE INTO reports (run_id, app_name, created_at) SELECT id, app_name, ?2 FROM runs WHERE id = ?1`,
  },
  "report.entry": {
    sql: `INSERT INTO report_rows (report, step, kind, name, body, data_key, row_key, status)
          SELECT n, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM reports WHERE run_id = ?1`,
    must: unknownRun,
  },
  // What a step whose result is taken over had added.
  "report.copyOpen": {
    sql: `INSERT OR IGNORE INTO reports (run_id, app_name, created_at)
          SELECT r.id, r.app_name, ?3 FROM runs r, step_runs s JOIN runs o ON o.n = s.run JOIN reports p ON p.run_id = o.id
          WHERE r.id = ?1 AND r.generate_report = 1 AND s.id = ?2
            AND EXISTS (SELECT 1 FROM report_rows w WHERE w.report = p.n AND w.step = s.name)`,
  },
  "report.copy": {
    sql: `INSERT INTO report_rows (report, step, kind, name, body, data_key, row_key, status)
          SELECT p.n, w.step, w.kind, w.name, w.body, w.data_key, w.row_key, w.status
          FROM reports p, step_runs s JOIN runs o ON o.n = s.run JOIN reports q ON q.run_id = o.id
            JOIN report_rows w ON w.report = q.n AND w.step = s.name
          WHERE p.run_id = ?1 AND s.id = ?2 ORDER BY w.n`,
  },
  "sample.save": {
    sql: `INSERT OR REPLACE INTO samples (step_id, json, schema, count, bytes, at, run_id)
          SELECT s.step_id, ?2, ?3, ?4, ?5, ?6, r.id FROM step_runs s JOIN runs r ON r.n = s.run
          WHERE s.id = ?1 AND s.step_id IS NOT NULL`,
  },
} as const satisfies Record<string, WriteStatement>;

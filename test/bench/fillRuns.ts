import { connect } from "../../core/store/connect.ts";

export interface Filling {
  database: string;
  runs: number;
  /** Acceptance of the newest run, ms; the others lie a second apart before it. */
  newest: number;
  /** Log lines of the newest run. */
  lines: number;
}

/** Fills the tables of an empty store with ended runs of one step, as many applications would leave them: direct SQL in one transaction. */
export function fillRuns({ database, runs, newest, lines }: Filling): void {
  const connection = connect(database, { busyMs: 5000 });
  try {
    connection.pragma("synchronous = OFF");
    connection.pragma("cache_size = -400000");
    connection.pragma("wal_autocheckpoint = 0");
    const oldest = newest - runs * 1000;
    const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${runs})`;
    const at = `(${oldest} + n * 1000)`;
    const hex = `printf('%012x', ${at})`;
    connection.exec(`BEGIN;
      INSERT INTO plan_shapes (n, hash, document, classes, configuration, step_ids)
        VALUES (1, 'shape', '{"name":"app","app_variables":[],"steps":[{"name":"one","file":"Log"}]}', '{}', NULL, '{}');
      INSERT INTO runs (n, id, app_name, state, warning, queue, configuration, log_level, triggered_by, depth, accepted_at,
          started_at, finished_at, kept, generate_report, replay_of)
        ${numbers}
        SELECT n, 'isapp-' || substr(${hex}, 1, 8) || '-' || substr(${hex}, 9) || '-7000-8000-' || printf('%012x', n),
          'app ' || (n % 200), CASE WHEN n % 100 = 0 THEN 'FAILURE' WHEN n % 1000 = 1 THEN 'REVOKED' ELSE 'SUCCESS' END, 0,
          CASE WHEN n % 50 = 0 THEN 'fast' ELSE 'default' END, NULL, 25,
          CASE n % 20 WHEN 0 THEN '{"kind":"API"}' ELSE '{"kind":"SCHEDULE"}' END, 0, ${at}, ${at} + 5, ${at} + 500,
          n % 5000 = 0, 0, NULL FROM numbers;
      INSERT INTO run_plans (run, shape, parameters, wrapped_data_key, inherited_secrets, workers)
        SELECT n, 1, NULL, '', '[]', NULL FROM runs;
      INSERT INTO step_runs (n, id, run, position, name, file, state, attempts, warning, started_at, finished_at, pinned, disabled)
        SELECT n, substr(id, 7, 24) || printf('%012x', n), n, 0, 'one', 'Log', state, 1, 0, started_at, finished_at, 0, 0 FROM runs;
      INSERT INTO events (seq, run, step_run, type, at, body)
        SELECT n * 2, n, n, 'step.finished', finished_at, '{"state":"SUCCESS","attempt":1,"warning":false}' FROM runs;
      INSERT INTO logs (seq, run, step_run, at, attempt, level, module, message)
        SELECT n * 2 + 1, n, n, finished_at, 1, 25, 'step', 'The step has done what it was asked for' FROM runs;
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${lines})
        INSERT INTO logs (seq, run, step_run, at, attempt, level, module, message)
        SELECT ${runs * 2 + 1} + n, ${runs}, ${runs}, ${newest}, 1, CASE n % 1000 WHEN 0 THEN 30 ELSE 25 END, 'step', 'Line ' || n
        FROM numbers;
      COMMIT;`);
    connection.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    connection.close();
  }
}

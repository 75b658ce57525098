const begin = "events b WHERE b.run = s.run AND b.step_run = s.n AND b.told = 0";
const end = "events e ON e.run = s.run AND e.step_run = s.n AND e.told = 1";

/**
 * The first start of a step (`told` 0) and an end of which there is nothing special to say (1) are told by their events alone,
 * which are written anyway: a row at the end of a table instead of a change of a row somewhere else. Each of them is there once.
 * `all_step_runs` shows the step runs as they are then.
 */
export const toldSteps = `
ALTER TABLE events ADD COLUMN told INTEGER;
ALTER TABLE events ADD COLUMN output BLOB;
ALTER TABLE events ADD COLUMN parameters BLOB;
DROP INDEX events_by_run;
CREATE UNIQUE INDEX events_by_run ON events (run, step_run, told);

CREATE VIEW all_step_runs AS
  SELECT s.n, s.id, s.run, s.position, s.name, s.file, s.step_id,
    CASE WHEN e.seq IS NOT NULL THEN 'SUCCESS'
      WHEN s.attempts = 0 AND s.finished_at IS NULL AND EXISTS (SELECT 1 FROM ${begin}) THEN 'STARTED'
      ELSE s.state END AS state,
    CASE WHEN e.seq IS NOT NULL THEN 1
      WHEN s.attempts = 0 AND s.finished_at IS NULL THEN EXISTS (SELECT 1 FROM ${begin})
      ELSE s.attempts END AS attempts,
    coalesce(e.body ->> '$.warning', s.warning) AS warning,
    coalesce(e.body ->> '$.began', s.started_at, (SELECT b.at FROM ${begin})) AS started_at,
    coalesce(s.finished_at, e.at) AS finished_at,
    s.retry_at, s.error, s.skipped, s.wait, coalesce(s.data, e.body -> '$.data') AS data, s.routes, s.pinned, s.disabled,
    s.reused_from
  FROM step_runs s LEFT JOIN ${end};

DROP VIEW all_outputs;
CREATE VIEW all_outputs AS
  SELECT s.n AS step_run, coalesce(o.summary, s.data, e.body -> '$.data') AS summary,
    coalesce(s.output, e.output, o.bytes) AS bytes, o.blob
  FROM step_runs s LEFT JOIN outputs o ON o.step_run = s.n LEFT JOIN ${end}
  WHERE s.output IS NOT NULL OR e.output IS NOT NULL OR o.step_run IS NOT NULL;

DROP VIEW all_parameters;
CREATE VIEW all_parameters AS
  SELECT s.n AS step_run, coalesce(s.parameters, e.parameters, p.bytes) AS bytes
  FROM step_runs s LEFT JOIN step_parameters p ON p.step_run = s.n LEFT JOIN ${end}
  WHERE s.parameters IS NOT NULL OR e.parameters IS NOT NULL OR p.step_run IS NOT NULL;
`;

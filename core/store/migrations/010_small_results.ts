/** Small outputs and recorded parameters stand in the row of their step run, which is written anyway. The views show them together with the large ones. */
export const smallResults = `
ALTER TABLE step_runs ADD COLUMN output BLOB;
ALTER TABLE step_runs ADD COLUMN parameters BLOB;

CREATE VIEW all_outputs AS
  SELECT s.n AS step_run, coalesce(o.summary, s.data) AS summary, coalesce(s.output, o.bytes) AS bytes, o.blob
  FROM step_runs s LEFT JOIN outputs o ON o.step_run = s.n
  WHERE s.output IS NOT NULL OR o.step_run IS NOT NULL;

CREATE VIEW all_parameters AS
  SELECT s.n AS step_run, coalesce(s.parameters, p.bytes) AS bytes
  FROM step_runs s LEFT JOIN step_parameters p ON p.step_run = s.n
  WHERE s.parameters IS NOT NULL OR p.step_run IS NOT NULL;
`;

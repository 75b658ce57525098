/** Schedules, and what became of their due times. `params` is ciphertext. A firing outlives its run. */
export const schedules = `
CREATE TABLE schedules (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  application TEXT NOT NULL,
  times TEXT NOT NULL,
  params TEXT NOT NULL,
  configuration TEXT,
  queue TEXT,
  missed TEXT NOT NULL,
  overlap TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  next_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX schedules_by_application ON schedules (application);

CREATE TABLE firings (
  schedule INTEGER NOT NULL REFERENCES schedules (n) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  manual INTEGER NOT NULL,
  missed INTEGER NOT NULL,
  run_id TEXT,
  skipped TEXT,
  error TEXT,
  handled_at INTEGER NOT NULL,
  PRIMARY KEY (schedule, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX firings_by_time ON firings (at);
CREATE INDEX firings_by_run ON firings (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX firings_waiting ON firings (schedule, at) WHERE state = 'waiting';
`;

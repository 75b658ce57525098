/** The first tables. Rows refer to each other by number (`n`), because texts as keys would be repeated in every event. */
export const initial = `
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  app_name TEXT NOT NULL,
  state TEXT NOT NULL,
  warning INTEGER NOT NULL,
  queue TEXT NOT NULL,
  configuration TEXT,
  log_level INTEGER NOT NULL,
  triggered_by TEXT NOT NULL,
  depth INTEGER NOT NULL,
  accepted_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  kept INTEGER NOT NULL,
  generate_report INTEGER NOT NULL,
  replay_of TEXT
) STRICT;
CREATE INDEX runs_by_app ON runs (app_name);
CREATE INDEX runs_by_state ON runs (state);
CREATE INDEX runs_by_app_and_state ON runs (app_name, state);
CREATE INDEX runs_unfinished ON runs (n) WHERE finished_at IS NULL;
CREATE INDEX runs_to_prune ON runs (finished_at) WHERE finished_at IS NOT NULL AND kept = 0;

CREATE TABLE plan_shapes (
  n INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  classes TEXT NOT NULL,
  configuration TEXT,
  step_ids TEXT NOT NULL
) STRICT;

CREATE TABLE plan_shape_classes (
  shape INTEGER NOT NULL REFERENCES plan_shapes (n) ON DELETE CASCADE,
  class_hash TEXT NOT NULL,
  PRIMARY KEY (shape, class_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_shapes_by_class ON plan_shape_classes (class_hash);

CREATE TABLE run_plans (
  run INTEGER PRIMARY KEY REFERENCES runs (n) ON DELETE CASCADE,
  shape INTEGER NOT NULL REFERENCES plan_shapes (n),
  parameters BLOB,
  wrapped_data_key TEXT NOT NULL,
  inherited_secrets TEXT NOT NULL,
  workers INTEGER
) STRICT;
CREATE INDEX run_plans_by_shape ON run_plans (shape);

CREATE TABLE blobs (id TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE pins (
  run INTEGER NOT NULL REFERENCES runs (n) ON DELETE CASCADE,
  step TEXT NOT NULL,
  summary TEXT NOT NULL,
  bytes BLOB,
  blob TEXT REFERENCES blobs (id),
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX pins_by_blob ON pins (blob) WHERE blob IS NOT NULL;

CREATE TABLE step_runs (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run INTEGER NOT NULL REFERENCES runs (n) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  file TEXT NOT NULL,
  step_id TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  warning INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  retry_at INTEGER,
  error TEXT,
  skipped TEXT,
  wait TEXT,
  data TEXT,
  routes TEXT,
  pinned INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  reused_from TEXT,
  UNIQUE (run, position)
) STRICT;

CREATE TABLE child_runs (
  step_run INTEGER NOT NULL REFERENCES step_runs (n) ON DELETE CASCADE,
  retry INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (n) ON DELETE CASCADE,
  PRIMARY KEY (step_run, retry, idx)
) STRICT, WITHOUT ROWID;
CREATE INDEX child_runs_by_run ON child_runs (run);

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (n) ON DELETE CASCADE,
  step_run INTEGER,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_run ON events (run);

CREATE TABLE logs (
  seq INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (n) ON DELETE CASCADE,
  step_run INTEGER NOT NULL,
  at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  level INTEGER NOT NULL,
  module TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX logs_by_run ON logs (run);
CREATE INDEX logs_of_warnings ON logs (run) WHERE level >= 30;

CREATE TABLE outputs (
  step_run INTEGER PRIMARY KEY REFERENCES step_runs (n) ON DELETE CASCADE,
  summary TEXT NOT NULL,
  bytes BLOB,
  blob TEXT REFERENCES blobs (id)
) STRICT;
CREATE INDEX outputs_by_blob ON outputs (blob) WHERE blob IS NOT NULL;

CREATE TABLE step_parameters (
  step_run INTEGER PRIMARY KEY REFERENCES step_runs (n) ON DELETE CASCADE,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE reports (
  n INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  app_name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE report_rows (
  n INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports (n) ON DELETE CASCADE,
  step TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX report_rows_by_report ON report_rows (report);

CREATE TABLE samples (
  step_id TEXT PRIMARY KEY,
  json TEXT NOT NULL,
  schema TEXT NOT NULL,
  count INTEGER,
  bytes INTEGER NOT NULL,
  at INTEGER NOT NULL,
  run_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE applications (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE application_revisions (
  application INTEGER NOT NULL REFERENCES applications (n) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  step_ids TEXT NOT NULL,
  logic_hash TEXT NOT NULL,
  layout_hash TEXT NOT NULL,
  friendly_name TEXT NOT NULL,
  steps INTEGER NOT NULL,
  author TEXT NOT NULL,
  comment TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (application, revision)
) STRICT;
CREATE TABLE drafts (
  application INTEGER NOT NULL REFERENCES applications (n) ON DELETE CASCADE,
  user TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  step_ids TEXT NOT NULL,
  logic_hash TEXT NOT NULL,
  layout_hash TEXT NOT NULL,
  friendly_name TEXT NOT NULL,
  steps INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (application, user)
) STRICT;

CREATE TABLE configurations (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL
) STRICT;
CREATE TABLE configuration_revisions (
  configuration INTEGER NOT NULL REFERENCES configurations (n) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  friendly_name TEXT NOT NULL,
  variables INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (configuration, revision)
) STRICT;

CREATE TABLE step_class_versions (
  n INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  syncpack TEXT NOT NULL,
  hash TEXT NOT NULL,
  source TEXT NOT NULL,
  compiled TEXT NOT NULL,
  origin_folder TEXT NOT NULL,
  manifest TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  history INTEGER NOT NULL,
  UNIQUE (hash, file, syncpack)
) STRICT;
CREATE TABLE step_classes (
  file TEXT NOT NULL,
  syncpack TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES step_class_versions (n),
  PRIMARY KEY (file, syncpack)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_classes_by_version ON step_classes (version);

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE cache_entries (id TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at INTEGER) STRICT;
CREATE INDEX cache_entries_by_expiry ON cache_entries (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE worker_processes (
  pid INTEGER NOT NULL,
  start_time TEXT NOT NULL,
  PRIMARY KEY (pid, start_time)
) STRICT, WITHOUT ROWID;
`;

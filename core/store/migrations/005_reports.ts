/** Columns, keys, sub-tables and statuses in reports, which were plain rows; and their lists by application and age. */
export const reports = `
ALTER TABLE report_rows ADD COLUMN kind TEXT NOT NULL DEFAULT 'row';
ALTER TABLE report_rows ADD COLUMN data_key TEXT;
ALTER TABLE report_rows ADD COLUMN row_key TEXT;
ALTER TABLE report_rows ADD COLUMN status TEXT;
CREATE INDEX reports_by_app ON reports (app_name, run_id);
CREATE INDEX reports_by_age ON reports (created_at);
`;

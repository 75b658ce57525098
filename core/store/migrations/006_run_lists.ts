/** Lists of runs are read in the order of an index under each filter, so that a million runs stay fast. */
export const runLists = `
DROP INDEX runs_by_app;
DROP INDEX runs_by_state;
DROP INDEX runs_by_app_and_state;
CREATE INDEX runs_by_time ON runs (accepted_at);
CREATE INDEX runs_by_app ON runs (app_name, accepted_at);
CREATE INDEX runs_by_state ON runs (state, accepted_at);
CREATE INDEX runs_by_app_and_state ON runs (app_name, state, accepted_at);
CREATE INDEX runs_by_queue ON runs (queue, accepted_at);
CREATE INDEX runs_by_trigger ON runs (triggered_by ->> 'kind', accepted_at);
CREATE INDEX runs_kept ON runs (accepted_at) WHERE kept = 1;
`;

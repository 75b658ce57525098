/** Runs by state: only those that ended, whose state never changes again. The few others have an index of their own, and each start and end of a run writes four pages less. */
export const endedRunIndexes = `
DROP INDEX runs_by_state;
DROP INDEX runs_by_app_and_state;
CREATE INDEX runs_by_state ON runs (state, accepted_at) WHERE finished_at IS NOT NULL;
CREATE INDEX runs_by_app_and_state ON runs (app_name, state, accepted_at) WHERE finished_at IS NOT NULL;
`;

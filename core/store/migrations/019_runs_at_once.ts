/** How many runs that one step waits for may go on at once; NULL = as their queues allow. */
export const runsAtOnce = `
ALTER TABLE run_plans ADD COLUMN at_once INTEGER;
`;

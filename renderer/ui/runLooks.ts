/** The look of each state of a run; success with a warning is yellow, which the state does not tell. */
export const runLooks = {
  PENDING: "queued",
  STARTED: "running",
  SUCCESS: "success",
  FAILURE: "failed",
  REVOKED: "revoked",
} as const;

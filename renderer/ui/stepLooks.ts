/** The look of each state of a step run; success with a warning is yellow, which the state does not tell. */
export const stepLooks = {
  PENDING: "queued",
  STARTED: "running",
  RETRY: "retrying",
  WAITING: "waiting",
  SUCCESS: "success",
  FAILURE: "failed",
  SKIPPED: "skipped",
  REVOKED: "revoked",
} as const;

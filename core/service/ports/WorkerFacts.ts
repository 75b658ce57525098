/** A worker process as it is now. */
export interface WorkerState {
  pid: number;
  /** own, or pack@version. */
  environment: string;
  state: "starting" | "idle" | "busy";
  /** The attempt it runs; absent = none. */
  task?: { application: string; runId: string; stepRunId: string; step: string };
}

/** What is known of the worker processes of this host. */
export interface WorkerFacts {
  list(): WorkerState[];
  /** Processes since the start of the host that died or were killed in an attempt, or were not clean after it. */
  restarts(): number;
}

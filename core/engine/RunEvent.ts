import type { DataSummary, RunRecord, SkipReason, StepError, StepWait } from "../model/RunRecord.ts";

interface EventBase {
  /** Assigned in the storing transaction; absent before that. Strictly increasing within a data folder. */
  seq?: number;
  /** ms since the epoch. */
  at: number;
  runId: string;
}

interface StepEventBase extends EventBase {
  stepRunId: string;
  /** Name of the step. */
  step: string;
}

/** The run is on disk. */
export interface RunAccepted extends EventBase {
  type: "run.accepted";
  run: RunRecord;
  /** Number of steps. */
  steps: number;
}
/** The first step is about to begin. */
export interface RunStarted extends EventBase {
  type: "run.started";
}
/** An attempt is about to begin. `attempt` counts begun attempts from 1; `retry` the failed ones before it, from 0. */
export interface StepStarted extends StepEventBase {
  type: "step.started";
  attempt: number;
  retry: number;
  /** Continues a suspended step: `resume` runs, not `execute`. */
  resumed?: boolean;
}
/** A line at or above the run's level (flow and above always). Masked. */
export interface StepLog extends StepEventBase {
  type: "step.log";
  attempt: number;
  level: number;
  module: string;
  message: string;
}
/** The attempt failed; retry number `retry`, from 0, is due at `retryAt`. `delay` in seconds. */
export interface StepRetry extends StepEventBase {
  type: "step.retry";
  attempt: number;
  retry: number;
  delay: number;
  retryAt: number;
  error: StepError;
  /** A line at warning or above was logged. */
  warned?: boolean;
}
/** A person asked for the next attempt now. */
export interface StepRetryNow extends StepEventBase {
  type: "step.retryNow";
}
/** The step suspended itself; it holds no worker. */
export interface StepWaiting extends StepEventBase {
  type: "step.waiting";
  attempt: number;
  wait: StepWait;
  /** A line at warning or above was logged. */
  warned?: boolean;
}
/** What the step waited for is there; it is ready again and will be resumed. */
export interface StepAwoken extends StepEventBase {
  type: "step.awoken";
  /** What a person decided, when the step waited for an approval. */
  approval?: { approved: boolean; by: string; comment: string };
}
/** The host died while an attempt ran; it will be attempted again (at most three times). */
export interface StepRecovered extends StepEventBase {
  type: "step.recovered";
  recoveries: number;
}
/** The step ended. */
export interface StepFinished extends StepEventBase {
  type: "step.finished";
  state: "SUCCESS" | "FAILURE" | "SKIPPED" | "REVOKED";
  /** Attempts begun; 0 for a step that never ran. */
  attempt: number;
  warning: boolean;
  /** When the first attempt really began, ms: its start is stored before, and it may wait a little behind others. */
  began?: number;
  error?: StepError;
  skipped?: SkipReason;
  /** Names of the consumers whose output edge is taken, when the step chose; absent = all. */
  routes?: string[];
  data?: DataSummary;
  disabled?: boolean;
  pinned?: boolean;
  /** The step run whose result was copied (re-run from steps). */
  reusedFrom?: string;
}
/** Someone asked the run to stop. */
export interface RunRevoking extends EventBase {
  type: "run.revoking";
}
/** Every step ended. */
export interface RunFinished extends EventBase {
  type: "run.finished";
  state: "SUCCESS" | "FAILURE" | "REVOKED";
  warning: boolean;
}

/** Everything that can happen to a run, in the order it happened: the one stream of which log, canvas, command line and reports are consumers. */
export type RunEvent =
  | RunAccepted
  | RunStarted
  | StepStarted
  | StepLog
  | StepRetry
  | StepRetryNow
  | StepWaiting
  | StepAwoken
  | StepRecovered
  | StepFinished
  | RunRevoking
  | RunFinished;

export type RunState = "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
export type StepRunState = RunState | "RETRY" | "WAITING" | "SKIPPED";

/** What started a run: a person, a schedule, the API, or another run's step. */
export type TriggeredBy =
  | { kind: "USER" | "SCHEDULE" | "API" }
  | { kind: "RUN"; runId: string; stepRunId: string; stepName: string; awaited: boolean };

/** Why a step failed. Every text is masked before it leaves the worker's host side. */
export interface StepError {
  /** Name of the exception class. */
  exception: string;
  message: string;
  /** In the lines of the author's TypeScript. */
  stack?: string;
  /** Number of the attempt, from 1. */
  attempt: number;
  /** Last lines of stdout and stderr when the worker died. */
  tail?: string;
}

/** What a step saved, without the data. */
export interface DataSummary {
  kind: "value" | "list" | "object" | "bytes" | "dataset";
  /** Serialised size. */
  bytes: number;
  /** Rows of a list or dataset, keys of an object. */
  count?: number;
}

/** Why a step did not run: the step that failed upstream, or the one that did not route here. */
export interface SkipReason {
  reason: "failed" | "not_routed";
  step: string;
}

/** What a suspended step waits for. Times in ms since the epoch. */
export type StepWait =
  | { kind: "runs"; runs: string[] }
  | { kind: "until"; until: number }
  | { kind: "approval"; title: string };

/** A run as listed and stored. Times in ms since the epoch. */
export interface RunRecord {
  id: string;
  appName: string;
  state: RunState;
  warning: boolean;
  queue: string;
  configuration: string | undefined;
  /** Log lines below this level are dropped (semantics, section 7); 25 flow for a plain run, 10 for a debug run. */
  logLevel: number;
  triggeredBy: TriggeredBy;
  /** Distance from the run that nothing triggered: 0 for that one, at most 16. */
  depth: number;
  acceptedAt: number;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  kept: boolean;
  generateReport: boolean;
  /** The run it replays or re-runs. */
  replayOf?: string;
}

/** A step run as listed and stored. */
export interface StepRunRecord {
  id: string;
  runId: string;
  /** Identity of the step beside the document, when the application is stored. */
  stepId: string | undefined;
  name: string;
  file: string;
  /** Position in the list of steps, from 0. */
  position: number;
  state: StepRunState;
  /** Attempts begun so far. */
  attempts: number;
  warning: boolean;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  error: StepError | undefined;
  skipped: SkipReason | undefined;
  wait: StepWait | undefined;
  /** When the next attempt is due (state RETRY). */
  retryAt: number | undefined;
  data: DataSummary | undefined;
  pinned: boolean;
  disabled: boolean;
  reusedFrom: string | undefined;
}

/** One log line. `time` in ms since the epoch. */
export interface LogLine {
  seq?: number;
  time: number;
  runId: string;
  stepRunId: string | undefined;
  step: string | undefined;
  attempt: number | undefined;
  level: number;
  module: string;
  message: string;
}

export const logLevels = { debug: 10, info: 20, flow: 25, warning: 30, error: 40, critical: 50 } as const;
export type LogLevelName = keyof typeof logLevels;

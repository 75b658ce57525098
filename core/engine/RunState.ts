import type { DataSummary, RunRecord, SkipReason, StepError, StepRunState, StepWait } from "../model/RunRecord.ts";
import type { Graph } from "./Graph.ts";
import type { StepAwoken } from "./RunEvent.ts";

/** What the engine knows of one step of a run. Immutable. */
export interface StepState {
  /** A step that was awoken, recovered or asked to retry now is `PENDING` again. */
  state: StepRunState;
  /** Attempts begun. */
  attempts: number;
  /** Failed attempts that were followed by a retry. */
  retry: number;
  /** When the next attempt is due, ms (state RETRY). */
  retryAt: number | undefined;
  /** What the step waits for, or waited for when it is resumed. */
  wait: StepWait | undefined;
  /** The next or present attempt continues a suspended one. */
  resume: boolean;
  /** Times it was suspended since its last retry. */
  suspensions: number;
  /** Times the host died during it since an attempt of it last ended. */
  recoveries: number;
  approval: StepAwoken["approval"];
  warning: boolean;
  error: StepError | undefined;
  skipped: SkipReason | undefined;
  /** Consumers it chose; undefined = all. */
  routes: ReadonlySet<string> | undefined;
  data: DataSummary | undefined;
}

/** Everything the engine decides by, as a value: `reduce(state, event)` makes the next one. Lists are in the order of steps. */
export interface RunState {
  graph: Graph;
  record: RunRecord;
  /** Steps whose output is pinned. */
  pinned: ReadonlySet<number>;
  steps: readonly StepState[];
  /** Per step: producers that have not ended. */
  open: readonly number[];
  /** Steps that wait for capacity only. */
  ready: readonly number[];
  /** Steps that end without an attempt: skipped, passed or pinned. */
  instant: readonly number[];
  /** Steps that have not ended. */
  unfinished: number;
  /** Attempts in flight. */
  running: number;
  revoking: boolean;
  /** A step failed and nothing in the application expects it. */
  failed: boolean;
  /** A step failed or warned. */
  warned: boolean;
}

/** A step before anything happened to it. */
export const untouchedStep: StepState = {
  state: "PENDING",
  attempts: 0,
  retry: 0,
  retryAt: undefined,
  wait: undefined,
  resume: false,
  suspensions: 0,
  recoveries: 0,
  approval: undefined,
  warning: false,
  error: undefined,
  skipped: undefined,
  routes: undefined,
  data: undefined,
};

import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { RunState, StepRunRecord } from "../../../core/model/RunRecord.ts";

/** The run a canvas shows. */
export interface RunShown {
  id: string;
  state: RunState;
  warning: boolean;
  /** ms since the epoch. */
  acceptedAt: number;
}

export interface RunListener {
  /** The run began, changed its state or ended. */
  onRun(run: RunShown): void;
  /** The present state of some of its steps. */
  onSteps(steps: readonly StepRunRecord[]): void;
}

/** Starts and follows runs of what is on screen. Every call rejects with a sentence when it cannot be done. */
export interface RunPort {
  /** `level`: log lines below it are dropped (semantics, section 7). */
  start(options: { level: number }): Promise<void>;
  /** Ends the run that is shown. */
  stop(run: string): Promise<void>;
  subscribe(listener: RunListener): Unsubscribe;
}

import type { Unsubscribe } from "../base/Emitter.ts";
import type { RunRecord, SkipReason, StepError } from "../model/RunRecord.ts";
import type { PlannedRun } from "./ports/EnginePorts.ts";
import type { RunEvent } from "./RunEvent.ts";

/** One copied result. The output itself is read from the store. */
export interface ReusedStep {
  stepRunId: string;
  routes: string[] | undefined;
  /** How the copied step run ended; absent = SUCCESS. */
  state?: "SUCCESS" | "FAILURE" | "SKIPPED";
  warning?: boolean;
  error?: StepError;
  skipped?: SkipReason;
}

/** How a re-run takes over the results of an earlier run: step name to the step run that is copied. */
export interface ReusedSteps {
  /** Step name to id of the step run that is copied, with the routes it had taken. */
  steps: Record<string, ReusedStep>;
}

/** The engine: plans, runs, retries, suspends, revokes and recovers runs. Effects only through its ports. */
export interface Engine {
  /** Resolves when the run is on disk. */
  accept(run: PlannedRun, reused?: ReusedSteps): Promise<RunRecord>;
  /** Resolves with the ended run; rejects `not_found` for a run this engine does not hold. */
  finished(runId: string): Promise<RunRecord>;
  /** Stops a run: waiting steps at once, running attempts by signal and after 5 s by kill. Resolves when it ended. */
  revoke(runId: string): Promise<void>;
  /** Begins a waiting retry at once. */
  retryNow(stepRunId: string): Promise<void>;
  /** Decides an approval a step waits for. */
  approve(stepRunId: string, decision: { approved: boolean; by: string; comment: string }): Promise<void>;
  /** Takes up every unfinished run of the store. Resolves with their ids once the recovery is on disk. */
  recover(): Promise<string[]>;
  /** Committed events, in order. */
  subscribe(listener: (event: RunEvent) => void): Unsubscribe;
  /** Runs that wait for a queue without capacity. */
  stalledRuns(): { runId: string; queue: string }[];
  /** The capacity of a queue was changed: begins what may begin now. */
  queuesChanged(): void;
  /** Begins no further attempt and waits for the running ones, at most `graceMs`; then they are killed and will be recovered. */
  close(graceMs: number): Promise<void>;
}

import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { LogLine, RunRecord, StepRunRecord } from "../../../core/model/RunRecord.ts";

/** A run as it is now, with the last lines of each step. */
export interface WatchedRun {
  run: RunRecord;
  /** In the order of the document. */
  steps: readonly (StepRunRecord & { lines: readonly Pick<LogLine, "time" | "level" | "message">[] })[];
}

/** Runs that are looked at by themselves, without an application. */
export interface RunWatchPort {
  /** The newest run of that name; undefined = there is none. Rejects with a sentence when it fails. */
  newest(name: string): Promise<RunRecord | undefined>;
  /** Tells how a run is doing, now and until it has ended; `onError` hears why it cannot be read. */
  watch(run: string, listener: (watched: WatchedRun) => void, onError: (reason: Error) => void): Unsubscribe;
}

import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { RunRecord, RunState } from "../../../core/model/RunRecord.ts";

/** Which runs are listed; what is left out narrows nothing. */
export interface RunFilter {
  state?: RunState | undefined;
  triggeredBy?: "USER" | "SCHEDULE" | "API" | "RUN" | undefined;
  /** Part of the name of the application, or the beginning of the id of a run. */
  text?: string | undefined;
  /** Only those that are kept for ever. */
  kept?: boolean | undefined;
  /** Accepted at or after this time, ms since the epoch. */
  from?: number | undefined;
}

export interface RunPage {
  runs: readonly RunRecord[];
  /** Where the next page begins; undefined = there are no older runs. */
  next: string | undefined;
}

/** The runs of all applications. Every call rejects with a sentence when it fails. */
export interface RunListPort {
  /** Newest first. */
  page(filter: RunFilter, given: { before?: string | undefined; limit: number }): Promise<RunPage>;
  /** Runs it again with present code and configuration; resolves with the id of the new run. */
  replay(run: string): Promise<string>;
  revoke(run: string): Promise<void>;
  keep(run: string, kept: boolean): Promise<void>;
  /** Runs a published application, or debugs it: all that it logs is kept. Resolves with the id of the run. */
  start(application: string, how?: "run" | "debug"): Promise<string>;
  /** Calls back whenever a run began or ended. */
  onChange(listener: () => void): Unsubscribe;
}

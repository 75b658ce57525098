import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { LogLevelName, LogLine } from "../../../core/model/RunRecord.ts";

export interface LogFilter {
  run: string;
  /** Name of a step; absent = all. */
  step?: string | undefined;
  /** Only lines from this level on. */
  level: LogLevelName;
  /** Part of the message. */
  text?: string | undefined;
}

/** Lines in the order they were stored. */
export interface LogPort {
  /** Lines after a number, some at a time. Fewer than `limit`: there are no more yet. */
  read(filter: LogFilter, part: { after: number; limit: number }): Promise<readonly LogLine[]>;
  /** Calls back when the run may have more of them. */
  onNews(run: string, listener: () => void): Unsubscribe;
}

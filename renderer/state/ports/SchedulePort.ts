import type { JsonObject } from "../../../core/base/json.ts";
import type { RunState } from "../../../core/model/RunRecord.ts";

/** When a schedule is due. */
export type ScheduleTime =
  | { kind: "frequency"; seconds: number }
  | { kind: "crontab"; expression: string; timeZone: string }
  /** ms since the epoch. */
  | { kind: "once"; at: number };

/** What became of a time: its run, or why there is none. `expired`: it had one, which was deleted since. */
export type FiringOutcome = RunState | "expired" | "waiting" | "skipped" | "failed";

export interface ScheduleItem {
  /** Its name. */
  id: string;
  application: string;
  time: ScheduleTime;
  enabled: boolean;
  missed: "skip" | "once" | "all";
  overlap: "skip" | "queue" | "allow";
  configuration: string | undefined;
  queue: string | undefined;
  /** Run-time parameters; undefined = they were encrypted with another key and must be given again. */
  parameters: JsonObject | undefined;
  /** ms since the epoch, soonest first; empty = never, or it is disabled. */
  nextTimes: readonly number[];
  /** The newest time that passed: what became of it. */
  last: { at: number; outcome: FiringOutcome; run: string | undefined } | undefined;
}

/** What a person gives; `id` is kept. */
export type ScheduleChange = Pick<
  ScheduleItem,
  "application" | "time" | "missed" | "overlap" | "configuration" | "queue" | "parameters" | "enabled"
>;

export interface CalendarEntry {
  id: string;
  application: string;
  /** ms since the epoch. */
  at: number;
  /** What became of it; undefined = it is still to come. */
  outcome: FiringOutcome | undefined;
  run: string | undefined;
}

/** Schedules of all applications. Every call rejects with a sentence when it fails. */
export interface SchedulePort {
  list(): Promise<readonly ScheduleItem[]>;
  add(id: string, given: ScheduleChange): Promise<void>;
  change(id: string, given: ScheduleChange): Promise<void>;
  remove(id: string): Promise<void>;
  enable(id: string, enabled: boolean): Promise<void>;
  /** Fires at once, also while it is disabled; resolves with the id of the run. */
  runNow(id: string): Promise<string>;
  /** The next times, ms since the epoch. Rejects with what is wrong with the time. */
  preview(time: ScheduleTime): Promise<readonly number[]>;
  /** What fired and will fire between two moments. */
  calendar(from: number, until: number): Promise<readonly CalendarEntry[]>;
}

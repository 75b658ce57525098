import type { JsonObject } from "../base/json.ts";
import type { Problem } from "./Problem.ts";

/** When a schedule fires: every so many seconds, by a crontab expression in an IANA time zone, or at one moment (ms). */
export type ScheduleTimes =
  | { kind: "frequency"; runEvery: number }
  | { kind: "crontab"; expression: string; timeZone: string }
  | { kind: "once"; at: number };

/** What becomes of due times that passed while the program was off: none runs, the newest runs, or each runs (at most 100). */
export type MissedRule = "skip" | "once" | "all";

/** What a due time does while an earlier run of the schedule has not ended: nothing, wait for its end, or run beside it. */
export type OverlapRule = "skip" | "queue" | "allow";

/** What a person decides about a schedule. */
export interface ScheduleSettings {
  /** Name of the application. */
  application: string;
  times: ScheduleTimes;
  /** Run-time parameters of its runs; undefined = they were encrypted with another key and must be set again. */
  params: JsonObject | undefined;
  /** Used instead of the aligned one. */
  configuration: string | undefined;
  /** undefined = that of the application. */
  queue: string | undefined;
  missed: MissedRule;
  overlap: OverlapRule;
  enabled: boolean;
}

/** A stored schedule. Times in ms since the epoch. */
export interface Schedule extends ScheduleSettings {
  name: string;
  /** Counts the changes made by people, from 1. */
  revision: number;
  /** When it is due next; undefined = never, or it is disabled. */
  nextAt: number | undefined;
  createdAt: number;
  updatedAt: number;
}

/** started: it has a run. waiting: for the end of the run before. skipped, failed: it has no run and will have none. */
export type FiringState = "started" | "waiting" | "skipped" | "failed";

/** Why a due time has no run: it passed while the program was off, the run before still went on, too many waited, or the schedule was disabled while it waited. */
export type SkippedFiring = "missed" | "overlap" | "too_many_waiting" | "disabled";

/** Why a run could not be started. */
export interface FiringError {
  code: string;
  message: string;
  problems?: Problem[];
}

/** One due time of a schedule and what became of it. */
export interface FiringRecord {
  schedule: string;
  /** When it was due. */
  at: number;
  state: FiringState;
  /** A person ran the schedule now. */
  manual: boolean;
  /** Due times just before this one that passed without a run, counted up to 100. */
  missed: number;
  runId: string | undefined;
  skipped: SkippedFiring | undefined;
  error: FiringError | undefined;
  /** When it got this state. */
  handledAt: number;
}

/** Due times that are made up for, or counted, at most. */
export const mostMissed = 100;

/** Longest and default values of a schedule. */
export const scheduleLimits = { name: 128, runEvery: 31_536_000 } as const;

/** What the ciphertext of the parameters of a schedule is bound to. */
export function scheduleParamsContext(name: string): string {
  return `schedule\0${name}`;
}

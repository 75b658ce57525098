import { mostMissed, type Schedule, type ScheduleTimes } from "../../model/Schedule.ts";
import { firstDueTime, newestDueTimes } from "./dueTimes.ts";

/** What a schedule does at one of its due times. */
export interface PlannedFiring {
  /** The due time, ms. */
  at: number;
  /** The due time that is stored with the schedule: `at`, or the first one that passed before it. */
  from: number;
  /** It was missed, and the schedule skips those. */
  skipped: boolean;
  /** Earlier due times that passed without a run, counted up to 100. */
  missed: number;
  /** When the schedule is due after this; undefined = never again. */
  nextAt: number | undefined;
}

/** How late a firing may be and still count as on time, ms: a restart of the program misses nothing. */
export const onTimeMs = 60_000;

/**
 * What a schedule has to do at `now` (ms), in order; empty = it is not due. A frequency counts on from its due time if it
 * is late by at most a quarter of it and a second, else from now.
 */
export function planFirings(
  { times, missed, nextAt: first }: Pick<Schedule, "times" | "missed" | "nextAt">,
  now: number,
): PlannedFiring[] {
  if (first === undefined || first > now) return [];
  const { newest, total } = newestDueTimes(times, { first, until: now, count: mostMissed });
  const count = (fired: number): number => Math.min(mostMissed, Math.max(0, total - fired));
  if (missed === "all" && newest.length > 0) {
    return newest.map((at, index) => ({
      at,
      from: index === 0 ? first : at,
      skipped: false,
      missed: index === 0 ? count(newest.length) : 0,
      nextAt: newest[index + 1] ?? nextAfter(times, { at, now }),
    }));
  }
  // A frequency has no fixed times: what is late is its first one.
  const at = times.kind === "frequency" ? first : (newest.at(-1) ?? first);
  const skipped = missed === "skip" && now - at > onTimeMs;
  return [{ at, from: first, skipped, missed: count(1), nextAt: nextAfter(times, { at, now }) }];
}

function nextAfter(times: ScheduleTimes, { at, now }: { at: number; now: number }): number | undefined {
  if (times.kind === "once") return undefined;
  if (times.kind === "crontab") return firstDueTime(times, now);
  const every = times.runEvery * 1000;
  const isPunctual = now - at <= Math.min(1000, every / 4);
  return (isPunctual ? at : now) + every;
}

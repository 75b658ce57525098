import type { FiringRecord, Schedule, ScheduleTimes } from "../../model/Schedule.ts";
import { toIsoTime } from "../../service/runs/toRunResult.ts";
import { formatTime, plural } from "./formats.ts";

/** `every 600 s`, `30 2 * * * Europe/Berlin`, `once`. */
export function describeTimes(times: ScheduleTimes): string {
  if (times.kind === "frequency") return `every ${times.runEvery} s`;
  if (times.kind === "crontab") return `${times.expression} ${times.timeZone}`;
  return `once, ${formatTime(times.at)}`;
}

/** What became of a due time, in a few words. */
export function describeFiring({ state, skipped, error, manual, missed }: FiringRecord): string {
  const more = missed > 0 ? ` (${plural(missed, "earlier time")} missed)` : "";
  if (state === "failed") return `failed: ${error?.message ?? "unknown"}${more}`;
  if (state === "skipped") return `skipped: ${skipped === undefined ? "" : skippedTexts[skipped]}${more}`;
  return `${state}${manual ? " by hand" : ""}${more}`;
}

const skippedTexts: Record<NonNullable<FiringRecord["skipped"]>, string> = {
  missed: "nothing served then",
  overlap: "the run before went on",
  too_many_waiting: "too many waited",
  disabled: "it was disabled while it waited",
};

/** A schedule for programs. */
export function toScheduleJson({ times, ...schedule }: Schedule): object {
  return {
    ...schedule,
    times: times.kind === "once" ? { ...times, at: toIsoTime(times.at) } : times,
    nextAt: toIsoTime(schedule.nextAt),
    createdAt: toIsoTime(schedule.createdAt),
    updatedAt: toIsoTime(schedule.updatedAt),
  };
}

/** A firing for programs. */
export function toFiringJson(firing: FiringRecord): object {
  return { ...firing, at: toIsoTime(firing.at), handledAt: toIsoTime(firing.handledAt) };
}

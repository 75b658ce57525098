import { SluiceError } from "../base/SluiceError.ts";
import { cronFields } from "./cron/cronFields.ts";
import { isTimeZone } from "./cron/isTimeZone.ts";
import { parseCron } from "./cron/parseCron.ts";
import { type ScheduleTimes, scheduleLimits } from "./Schedule.ts";
import type { ScheduleTimesDocument } from "./schemas/scheduleSchemas.ts";

/** Times as the manual writes them. Throws `invalid_schedule`, but does not yet check that they can be used. */
export function toScheduleTimes(document: ScheduleTimesDocument): ScheduleTimes {
  if (document.schedule_type === "frequency") return { kind: "frequency", runEvery: document.schedule_info.run_every };
  if (document.schedule_type === "once") return { kind: "once", at: Date.parse(document.schedule_info.at) };
  const { expression, time_zone: timeZone = "UTC", ...fields } = document.schedule_info;
  if (expression === undefined) {
    // A blank within a field would make two of it.
    const texts = cronFields.map(({ key }) => String(fields[key] ?? "*").replace(/\s+/g, ""));
    return { kind: "crontab", expression: texts.join(" "), timeZone };
  }
  if (Object.keys(fields).length > 0) {
    const message = "A crontab schedule has an expression and single fields. Give one of the two.";
    throw new SluiceError("invalid_schedule", message, { details: { expression } });
  }
  return { kind: "crontab", expression: expression.trim().replace(/\s+/g, " "), timeZone };
}

/** The reverse of `toScheduleTimes`, each field alone. */
export function fromScheduleTimes(times: ScheduleTimes): ScheduleTimesDocument {
  if (times.kind === "frequency") {
    return { schedule_type: "frequency", schedule_info: { run_every: times.runEvery } };
  }
  if (times.kind === "once") {
    return { schedule_type: "once", schedule_info: { at: new Date(times.at).toISOString() } };
  }
  const texts = times.expression.trim().split(/\s+/);
  const fields = Object.fromEntries(cronFields.map(({ key }, index) => [key, texts[index] ?? "*"]));
  return { schedule_type: "crontab", schedule_info: { ...fields, time_zone: times.timeZone } };
}

/** Throws `invalid_schedule` that says what to write instead. */
export function assertScheduleTimes(times: ScheduleTimes): void {
  if (times.kind === "crontab") {
    parseCron(times.expression);
    if (!isTimeZone(times.timeZone)) throw unknownTimeZone(times.timeZone);
    return;
  }
  if (times.kind === "once") {
    if (Number.isSafeInteger(times.at) && Math.abs(times.at) <= latestTime) return;
    throw new SluiceError(
      "invalid_schedule",
      'The time of the schedule is none. Write one such as "2027-01-31T06:00:00Z".',
    );
  }
  const { runEvery } = times;
  if (Number.isInteger(runEvery) && runEvery >= 1 && runEvery <= scheduleLimits.runEvery) return;
  throw new SluiceError(
    "invalid_schedule",
    `A schedule cannot run every ${runEvery} seconds. Use a whole number from 1 to ${scheduleLimits.runEvery} (a year).`,
    { details: { runEvery } },
  );
}

export function unknownTimeZone(timeZone: string): SluiceError {
  return new SluiceError(
    "invalid_schedule",
    `There is no time zone "${timeZone}". Write a name of the IANA database, such as "Europe/Berlin" or "UTC".`,
    { details: { timeZone } },
  );
}

/** ECMA-262, time values and time range. */
const latestTime = 8.64e15;

import { SluiceError } from "../base/SluiceError.ts";
import type { ScheduleTimes } from "../model/Schedule.ts";
import { assertScheduleTimes } from "../model/scheduleTimes.ts";

/** How a command line says when a schedule fires. */
export interface TimesOptions {
  every?: string;
  cron?: string;
  zone?: string;
  at?: string;
}

/** The times that options name; undefined = none. `old`: those of the schedule that is changed. Throws `wrong_use`, `invalid_schedule`. */
export function parseTimes(options: TimesOptions, old?: ScheduleTimes): ScheduleTimes | undefined {
  const times = readTimes(options, old);
  if (times !== undefined) assertScheduleTimes(times);
  return times;
}

function readTimes(options: TimesOptions, old: ScheduleTimes | undefined): ScheduleTimes | undefined {
  const { every, cron, at, zone } = options;
  const given = Object.entries({ every, cron, at }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const names = given.map(([name]) => `--${name}`).join(" and ");
    throw new SluiceError("wrong_use", `A schedule has one kind of times, not ${names}. Give one of them.`);
  }
  const present = old?.kind === "crontab" ? old : undefined;
  const expression = cron ?? (given.length === 0 ? present?.expression : undefined);
  if (zone !== undefined && expression === undefined) {
    throw new SluiceError("wrong_use", "--zone belongs to --cron. The other times need no time zone.");
  }
  if (every !== undefined) return { kind: "frequency", runEvery: parseSeconds(every) };
  if (at !== undefined) return { kind: "once", at: parseMoment(at) };
  if (cron === undefined && zone === undefined) return undefined;
  return {
    kind: "crontab",
    expression: (expression ?? "").trim().replace(/\s+/g, " "),
    timeZone: zone ?? present?.timeZone ?? "UTC",
  };
}

/** As `parseTimes`, but there must be some. */
export function requireTimes(options: TimesOptions): ScheduleTimes {
  const times = parseTimes(options);
  if (times !== undefined) return times;
  throw new SluiceError("wrong_use", "Say when it fires: --every SECONDS, --cron EXPRESSION or --at TIME.");
}

/** One of a few words. Throws `wrong_use` that lists them. */
export function parseRule<T extends string>(
  text: string | undefined,
  { option, rules }: { option: string; rules: readonly T[] },
): T | undefined {
  if (text === undefined) return undefined;
  const found = rules.find((rule) => rule === text);
  if (found !== undefined) return found;
  throw new SluiceError("wrong_use", `${option} takes ${rules.join(", ")}, not "${text}".`);
}

/** Its limits are those of the schedule. */
function parseSeconds(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new SluiceError("wrong_use", `--every takes a whole number of seconds, not "${text}".`);
}

function parseMoment(text: string): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text.replace(" ", "T")) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new SluiceError("wrong_use", `--at takes a time such as 2027-01-31T06:00:00Z, not "${text}".`);
}

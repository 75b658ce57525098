import { DateTime, Duration } from "luxon";
import { StepException } from "sluice";

/** A date or time zone that cannot be read. */
export class DateException extends StepException {}

/** A moment in a time zone. Throws DateException. */
export function parseMoment(value: unknown, { zone, format }: { zone: string; format: string }): DateTime<true> {
  const moment = read(value, { zone, format });
  if (!moment.isValid) {
    if (moment.invalidReason === "unsupported zone")
      throw new DateException(`"${zone}" is no time zone; write a name such as Europe/Oslo`);
    const expected = format === "" ? "ISO 8601, such as 2026-01-31T06:00:00Z" : `"${format}"`;
    throw new DateException(`${JSON.stringify(value) ?? String(value)} cannot be read as a date; expected ${expected}`);
  }
  return moment as DateTime<true>;
}

function read(value: unknown, { zone, format }: { zone: string; format: string }): DateTime {
  if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
  if (typeof value === "number") return DateTime.fromSeconds(value, { zone });
  const text = String(value).trim();
  if (format !== "") return DateTime.fromFormat(text, format, { zone, locale: "en" }).setZone(zone);
  if (/^-?\d{9,}(\.\d+)?$/.test(text)) return DateTime.fromSeconds(Number(text), { zone });
  return DateTime.fromISO(text, { zone }).setZone(zone);
}

const units = ["years", "months", "weeks", "days", "hours", "minutes", "seconds"];

/** Adds by the calendar, then goes to the start of a unit. Throws DateException for an unknown unit. */
export function reckon(
  moment: DateTime<true>,
  { add, startOf }: { add: Record<string, number>; startOf: "year" | "month" | "week" | "day" | "hour" | "none" },
): DateTime<true> {
  const amounts = Object.entries(add).map(([unit, amount]) => {
    const name = unit.endsWith("s") ? unit : `${unit}s`;
    if (!units.includes(name) || !Number.isFinite(Number(amount))) {
      throw new DateException(`"${unit}: ${amount}" cannot be added; write ${units.join(", ")} and a number`);
    }
    return [name, Number(amount)];
  });
  const moved = moment.plus(Duration.fromObject(Object.fromEntries(amounts)));
  const result = startOf === "none" ? moved : moved.startOf(startOf);
  if (!result.isValid)
    throw new DateException(`The result is outside of what dates can be: ${result.invalidExplanation}`);
  return result;
}

/** A moment as data. */
export function describeMoment(
  moment: DateTime<true>,
  { format, other }: { format: string; other: DateTime<true> | undefined },
): object {
  const iso = moment.toISO({ suppressMilliseconds: moment.millisecond === 0 });
  const milliseconds = moment.toMillis();
  const { year, month, day, weekday, zoneName: zone } = moment;
  return {
    text: format === "" ? iso : moment.toFormat(format, { locale: "en" }),
    iso,
    utc: new Date(milliseconds).toISOString(),
    seconds: Math.floor(milliseconds / 1000),
    milliseconds,
    year,
    month,
    day,
    weekday,
    zone,
    ...(other === undefined ? {} : { difference: describeDifference(other.toMillis() - milliseconds) }),
  };
}

function describeDifference(milliseconds: number): object {
  const seconds = milliseconds / 1000;
  return { milliseconds, seconds, minutes: seconds / 60, hours: seconds / 3600, days: seconds / 86_400 };
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCron } from "../../core/model/cron/parseCron.ts";
import { lastFirings, nextFirings } from "../../core/service/nextFirings.ts";

const berlin = "Europe/Berlin";

function next(expression: string, after: string, count: number, timeZone = berlin): string[] {
  return nextFirings({ expression, after: new Date(after), count, timeZone }).map((time) => time.toISOString());
}

describe("Firings over a change of the clock", () => {
  it("fires right after the change when the time of a daily expression is left out", () => {
    expect(next("30 2 * * *", "2026-03-28T12:00:00Z", 2)).toEqual([
      "2026-03-29T01:00:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ]);
  });

  it("fires once when the time of a daily expression comes twice", () => {
    expect(next("30 2 * * *", "2026-10-24T12:00:00Z", 2)).toEqual([
      "2026-10-25T00:30:00.000Z",
      "2026-10-26T01:30:00.000Z",
    ]);
  });

  it("goes by the clock with a wildcard: every half hour is half an hour apart on both days", () => {
    for (const after of ["2026-03-28T23:59:00Z", "2026-10-24T23:59:00Z"]) {
      const times = next("*/30 * * * *", after, 8).map((time) => Date.parse(time));
      expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual(Array(7).fill(1_800_000));
    }
  });
});

describe("Firings", () => {
  it("needs day of month and day of week to match", () => {
    expect(next("0 0 13 * 5", "2026-01-01T00:00:00Z", 2, "UTC")).toEqual([
      "2026-02-13T00:00:00.000Z",
      "2026-03-13T00:00:00.000Z",
    ]);
  });

  it("is empty for a day that never comes", () => {
    expect(next("0 0 31 2 *", "2026-01-01T00:00:00Z", 3, "UTC")).toEqual([]);
  });

  it("refuses an unknown time zone and names one that exists", () => {
    expect(() => next("* * * * *", "2026-01-01T00:00:00Z", 1, "Europe/Nowhere")).toThrow(
      /no time zone "Europe\/Nowhere".*"Europe\/Berlin"/,
    );
  });

  it("matches every field in its zone, in rising order, with none left out, and the last ones agree", () => {
    fc.assert(
      fc.property(wildExpressions, zones, instants, (expression, timeZone, after) => {
        const { values } = parseCron(expression);
        const firings = nextFirings({ expression, after, count: 3, timeZone });
        const times = firings.map((time) => time.getTime());
        expect(times.every((time) => matches(values, time, timeZone))).toBe(true);
        const end = after.getTime() + 2 * 86_400_000;
        const expected: number[] = [];
        const first = Math.floor(after.getTime() / 60_000) * 60_000 + 60_000;
        for (let time = first; time <= end && expected.length < 3; time += 60_000) {
          if (matches(values, time, timeZone)) expected.push(time);
        }
        expect(times.filter((time) => time <= end)).toEqual(expected);
        const [last] = times.slice(-1);
        if (last === undefined) return;
        const until = new Date(last);
        expect(lastFirings({ expression, until, count: times.length, timeZone })).toEqual(firings);
      }),
      { numRuns: 60 },
    );
  });
});

// A wildcard in the minute: the expression goes by the clock, so each firing matches its fields.
const wildExpressions = fc
  .tuple(
    fc.constantFrom("*/7", "*/20", "*"),
    fc.constantFrom("*", "2", "1-3", "22-2", "*/5"),
    fc.constantFrom("*", "*/2", "25-5", "29"),
    fc.constantFrom("*", "3,10", "10-3"),
    fc.constantFrom("*", "0", "mon-fri", "5-1", "*/3"),
  )
  .map((fields) => fields.join(" "));
const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
const instants = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 3, 6) }),
    fc.integer({ min: Date.UTC(2026, 9, 1), max: Date.UTC(2026, 10, 3) }),
  )
  .map((time) => new Date(time));

const formats = new Map<string, Intl.DateTimeFormat>();

function matches(values: number[][], time: number, timeZone: string): boolean {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { ...shape, timeZone });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const at = [
    Number(parts.get("minute")),
    Number(parts.get("hour")),
    Number(parts.get("day")),
    Number(parts.get("month")),
    days.indexOf(parts.get("weekday") ?? ""),
  ];
  return at.every((value, index) => values[index]?.includes(value) === true);
}

const shape = {
  weekday: "short",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;

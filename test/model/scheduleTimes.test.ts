import { describe, expect, it } from "vitest";
import type { ScheduleTimes } from "../../core/model/Schedule.ts";
import { assertScheduleTimes, fromScheduleTimes, toScheduleTimes } from "../../core/model/scheduleTimes.ts";
import { scheduleTimesDocumentSchema } from "../../core/model/schemas/scheduleSchemas.ts";

const read = (document: unknown): ScheduleTimes => toScheduleTimes(scheduleTimesDocumentSchema.parse(document));
const crontab = (info: object) => ({ schedule_type: "crontab", schedule_info: info });

describe("The times of a schedule as the manual writes them", () => {
  it.each([
    [
      { schedule_type: "frequency", schedule_info: { run_every: 3600 } },
      { kind: "frequency", runEvery: 3600 },
    ],
    [
      crontab({ minute: "*/5", hour: 6, day_of_month: "*", month_of_year: "*", day_of_week: "mon-fri" }),
      { kind: "crontab", expression: "*/5 6 * * mon-fri", timeZone: "UTC" },
    ],
    [
      crontab({ minute: "0, 30", time_zone: "Europe/Berlin" }),
      { kind: "crontab", expression: "0,30 * * * *", timeZone: "Europe/Berlin" },
    ],
    [crontab({ expression: " 0  6 * * * " }), { kind: "crontab", expression: "0 6 * * *", timeZone: "UTC" }],
    [
      { schedule_type: "once", schedule_info: { at: "2027-01-31T07:00:00+01:00" } },
      { kind: "once", at: Date.UTC(2027, 0, 31, 6) },
    ],
  ] as const)("%j are read, and what is written of them reads the same", (document, times) => {
    expect(read(document)).toEqual(times);
    expect(read(fromScheduleTimes(times))).toEqual(times);
  });

  it.each([
    { schedule_type: "frequency", schedule_info: { run_every: 0 } },
    { schedule_type: "frequency", schedule_info: { run_every: 1.5 } },
    { schedule_type: "frequency", schedule_info: { run_every: 60, hour: 1 } },
    { schedule_type: "once", schedule_info: { at: "tomorrow" } },
    { schedule_type: "crontab", schedule_info: { year: "2027" } },
    { schedule_type: "weekly", schedule_info: {} },
  ])("%j are refused", (document) => {
    expect(scheduleTimesDocumentSchema.safeParse(document).success).toBe(false);
  });

  it("are not given twice", () => {
    expect(() => read(crontab({ expression: "0 6 * * *", hour: "7" }))).toThrow(/Give one of the two/);
  });
});

describe("Times that cannot be used", () => {
  it.each([
    [{ kind: "frequency", runEvery: 0 }, /every 0 seconds.*from 1 to 31536000/],
    [{ kind: "frequency", runEvery: Number.NaN }, /whole number/],
    [{ kind: "once", at: Number.NaN }, /Write one such as/],
    [{ kind: "crontab", expression: "61 * * * *", timeZone: "UTC" }, /field 1 \(minute\)/],
    [{ kind: "crontab", expression: "0 * * * *", timeZone: "Berlin" }, /no time zone "Berlin"/],
  ] as const)("%j are refused with what to write", (times, message) => {
    expect(() => assertScheduleTimes(times)).toThrow(expect.objectContaining({ code: "invalid_schedule" }));
    expect(() => assertScheduleTimes(times)).toThrow(message);
  });
});

import { describe, expect, it } from "vitest";
import { parseTimes, requireTimes } from "../../core/cli/scheduleOptions.ts";

describe("The times that a command line names", () => {
  const berlin = { kind: "crontab", expression: "0 6 * * *", timeZone: "Europe/Berlin" } as const;

  it("are one of three kinds", () => {
    expect(parseTimes({})).toBeUndefined();
    expect(parseTimes({ every: "3600" })).toEqual({ kind: "frequency", runEvery: 3600 });
    expect(parseTimes({ cron: " 0 6  * * * " })).toEqual({ ...berlin, timeZone: "UTC" });
    expect(parseTimes({ cron: "0 6 * * *", zone: "Europe/Berlin" })).toEqual(berlin);
    expect(parseTimes({ at: "2027-01-31T07:00:00+01:00" })).toEqual({ kind: "once", at: Date.UTC(2027, 0, 31, 6) });
  });

  it("keep the expression or the time zone of the schedule that is changed", () => {
    expect(parseTimes({ zone: "UTC" }, berlin)).toEqual({ ...berlin, timeZone: "UTC" });
    expect(parseTimes({ cron: "0 7 * * *" }, berlin)).toEqual({ ...berlin, expression: "0 7 * * *" });
    expect(parseTimes({ every: "60" }, berlin)).toEqual({ kind: "frequency", runEvery: 60 });
  });

  it.each([
    [{ every: "60", cron: "* * * * *" }, /not --every and --cron/],
    [{ every: "1m" }, /--every takes a whole number of seconds/],
    [{ at: "tomorrow" }, /--at takes a time such as/],
    [{ every: "60", zone: "UTC" }, /--zone belongs to --cron/],
    [{ zone: "UTC" }, /--zone belongs to --cron/],
    [{}, /Say when it fires/],
  ])("%j are refused with what to write", (options, message) => {
    expect(() => requireTimes(options)).toThrow(message);
  });
});

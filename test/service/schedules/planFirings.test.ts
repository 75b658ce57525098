import { describe, expect, it } from "vitest";
import type { MissedRule, ScheduleTimes } from "../../../core/model/Schedule.ts";
import { firstDueTime, listDueTimes } from "../../../core/service/schedules/dueTimes.ts";
import { planFirings } from "../../../core/service/schedules/planFirings.ts";
import { casesMissing, readCaseFile } from "../../support/cases.ts";

const at = (text: string): number => Date.parse(`${text}Z`);
const iso = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString().slice(0, -5);

function plan(times: ScheduleTimes, given: { nextAt: string; now: string; missed?: MissedRule }) {
  const { nextAt, now, missed = "once" } = given;
  return planFirings({ times, missed, nextAt: at(nextAt) }, at(now)).map(({ from: _from, ...firing }) => ({
    ...firing,
    at: iso(firing.at),
    nextAt: iso(firing.nextAt),
  }));
}

const hourly: ScheduleTimes = { kind: "crontab", expression: "0 * * * *", timeZone: "UTC" };
const minutely: ScheduleTimes = { kind: "crontab", expression: "* * * * *", timeZone: "UTC" };
const every = (runEvery: number): ScheduleTimes => ({ kind: "frequency", runEvery });

describe("A schedule that is due", () => {
  it("does nothing before its time, and nothing when it has none", () => {
    expect(plan(hourly, { nextAt: "2026-01-01T10:00:00", now: "2026-01-01T09:59:59.999" })).toEqual([]);
    expect(planFirings({ times: hourly, missed: "all", nextAt: undefined }, at("2026-01-01T10:00:00"))).toEqual([]);
  });

  it("fires once at its time and knows the next one", () => {
    for (const missed of ["skip", "once", "all"] as const) {
      expect(plan(hourly, { nextAt: "2026-01-01T10:00:00", now: "2026-01-01T10:00:00.005", missed })).toEqual([
        { at: "2026-01-01T10:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T11:00:00" },
      ]);
    }
  });

  it("is never due again after its one time", () => {
    const times: ScheduleTimes = { kind: "once", at: at("2026-01-01T10:00:00") };
    expect(plan(times, { nextAt: "2026-01-01T10:00:00", now: "2026-01-01T10:00:30", missed: "skip" })).toEqual([
      { at: "2026-01-01T10:00:00", skipped: false, missed: 0, nextAt: undefined },
    ]);
    expect(plan(times, { nextAt: "2026-01-01T10:00:00", now: "2026-01-02T10:00:00", missed: "skip" })).toEqual([
      { at: "2026-01-01T10:00:00", skipped: true, missed: 0, nextAt: undefined },
    ]);
  });
});

describe("Missed times of a crontab schedule", () => {
  const off = { nextAt: "2026-01-01T10:00:00", now: "2026-01-01T14:30:00" };

  it("runs the newest one", () => {
    expect(plan(hourly, off)).toEqual([
      { at: "2026-01-01T14:00:00", skipped: false, missed: 4, nextAt: "2026-01-01T15:00:00" },
    ]);
  });

  it("skips them all", () => {
    expect(plan(hourly, { ...off, missed: "skip" })).toEqual([
      { at: "2026-01-01T14:00:00", skipped: true, missed: 4, nextAt: "2026-01-01T15:00:00" },
    ]);
  });

  it("counts a firing that is late by a minute as on time", () => {
    const late = (now: string) => plan(hourly, { ...off, now, missed: "skip" })[0]?.skipped;
    expect([late("2026-01-01T14:01:00"), late("2026-01-01T14:01:00.001")]).toEqual([false, true]);
  });

  it("runs each, and each knows the one after it", () => {
    expect(plan(hourly, { ...off, missed: "all" })).toEqual([
      { at: "2026-01-01T10:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T11:00:00" },
      { at: "2026-01-01T11:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T12:00:00" },
      { at: "2026-01-01T12:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T13:00:00" },
      { at: "2026-01-01T13:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T14:00:00" },
      { at: "2026-01-01T14:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T15:00:00" },
    ]);
  });

  it("runs at most the newest 100, after a year as after three hours", () => {
    for (const nextAt of ["2025-01-01T00:00:00", "2025-12-31T20:00:00"]) {
      const firings = plan(minutely, { nextAt, now: "2026-01-01T00:00:10", missed: "all" });
      expect(firings).toHaveLength(100);
      expect(firings[0]).toEqual({
        at: "2025-12-31T22:21:00",
        skipped: false,
        missed: 100,
        nextAt: "2025-12-31T22:22:00",
      });
      expect(firings[99]).toMatchObject({ at: "2026-01-01T00:00:00", nextAt: "2026-01-01T00:01:00" });
    }
  });

  it("follow on the due time that is stored, each on the one before", () => {
    const stored = { times: hourly, nextAt: at("2026-01-01T10:00:00") };
    const now = at("2026-01-01T12:30:00");
    const from = (missed: MissedRule) => planFirings({ ...stored, missed }, now).map((firing) => iso(firing.from));
    expect(from("once")).toEqual(["2026-01-01T10:00:00"]);
    expect(from("skip")).toEqual(["2026-01-01T10:00:00"]);
    expect(from("all")).toEqual(["2026-01-01T10:00:00", "2026-01-01T11:00:00", "2026-01-01T12:00:00"]);
    const many = planFirings({ times: minutely, nextAt: at("2025-01-01T00:00:00"), missed: "all" }, now);
    expect([iso(many[0]?.from), iso(many[1]?.from)]).toEqual(["2025-01-01T00:00:00", "2026-01-01T10:52:00"]);
  });

  it("counts what passed beside the 100", () => {
    const firings = plan(minutely, { nextAt: "2025-12-31T22:19:00", now: "2026-01-01T00:00:10", missed: "all" });
    expect([firings.length, firings[0]?.missed]).toEqual([100, 2]);
  });

  it("makes up for the same times as the clock would have given, over its changes", () => {
    const times: ScheduleTimes = { kind: "crontab", expression: "15,45 0-23 * * *", timeZone: "Europe/Berlin" };
    for (const now of ["2026-03-30T00:00:00", "2026-10-26T00:00:00"]) {
      const first = firstDueTime(times, at(now) - 10 * 86_400_000) ?? 0;
      const all = listDueTimes(times, { first, until: at(now), count: 1000 });
      const fired = planFirings({ times, missed: "all", nextAt: first }, at(now)).map((firing) => firing.at);
      expect(fired).toEqual(all.slice(-100));
    }
  });
});

describe("A frequency", () => {
  it("counts on from its due time while it is punctual, else from now", () => {
    const next = (runEvery: number, now: string) => plan(every(runEvery), { nextAt: "2026-01-01T10:00:00", now })[0];
    const nextMs = (runEvery: number, late: number) => {
      const due = at("2026-01-01T10:00:00");
      const [firing] = planFirings({ times: every(runEvery), missed: "once", nextAt: due }, due + late);
      return (firing?.nextAt ?? 0) - due;
    };
    expect(next(60, "2026-01-01T10:00:01")?.nextAt).toBe("2026-01-01T10:01:00");
    expect(next(60, "2026-01-01T10:00:02")?.nextAt).toBe("2026-01-01T10:01:02");
    expect([nextMs(1, 250), nextMs(1, 251), nextMs(2, 500), nextMs(2, 501)]).toEqual([1000, 1251, 2000, 2501]);
    expect([nextMs(3600, 1000), nextMs(3600, 1001)]).toEqual([3_600_000, 3_601_001]);
  });

  it("runs once for all it missed, skips, or runs each", () => {
    const off = { nextAt: "2026-01-01T10:00:00", now: "2026-01-01T10:25:00" };
    expect(plan(every(600), off)).toEqual([
      { at: "2026-01-01T10:00:00", skipped: false, missed: 2, nextAt: "2026-01-01T10:35:00" },
    ]);
    expect(plan(every(600), { ...off, missed: "skip" })).toMatchObject([
      { skipped: true, nextAt: "2026-01-01T10:35:00" },
    ]);
    expect(plan(every(600), { ...off, missed: "all" })).toEqual([
      { at: "2026-01-01T10:00:00", skipped: false, missed: 0, nextAt: "2026-01-01T10:10:00" },
      { at: "2026-01-01T10:10:00", skipped: false, missed: 0, nextAt: "2026-01-01T10:20:00" },
      { at: "2026-01-01T10:20:00", skipped: false, missed: 0, nextAt: "2026-01-01T10:35:00" },
    ]);
  });

  it("runs at most the newest 100 it missed", () => {
    const firings = plan(every(1), { nextAt: "2025-01-01T00:00:00", now: "2026-01-01T00:00:00", missed: "all" });
    expect(firings).toHaveLength(100);
    expect(firings[0]).toMatchObject({ at: "2025-12-31T23:58:21", missed: 100 });
    expect(firings[99]).toMatchObject({ at: "2026-01-01T00:00:00", nextAt: "2026-01-01T00:00:01" });
  });
});

interface FrequencyVector {
  run_every: number;
  last_run: string;
  now: string;
  due: boolean;
  next_check_in_s: number;
}

const text = readCaseFile("cron/cron-vectors.json");
const vectors: FrequencyVector[] = text === undefined ? [] : JSON.parse(text).frequency;

describe.skipIf(text === undefined)(`Frequencies as in Celery (skipped if ${casesMissing})`, () => {
  it("has vectors to check", () => expect(vectors.length).toBeGreaterThan(10));

  it.each(vectors)("every $run_every s, last at $last_run, at $now: due $due", (vector) => {
    const now = Date.parse(vector.now);
    const nextAt = Date.parse(vector.last_run) + vector.run_every * 1000;
    const [firing] = planFirings({ times: every(vector.run_every), missed: "once", nextAt }, now);
    expect(firing !== undefined).toBe(vector.due);
    expect(((firing === undefined ? nextAt : firing.nextAt) ?? 0) - now).toBeCloseTo(vector.next_check_in_s * 1000, 0);
  });
});

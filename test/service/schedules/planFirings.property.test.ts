import fc from "fast-check";
import { expect, it } from "vitest";
import type { MissedRule, ScheduleTimes } from "../../../core/model/Schedule.ts";
import { firstDueTime, listDueTimes } from "../../../core/service/schedules/dueTimes.ts";
import { onTimeMs, type PlannedFiring, planFirings } from "../../../core/service/schedules/planFirings.ts";

/** Looks at a schedule at some moments, as the scheduler does, and gives what it did. */
function simulate(given: { times: ScheduleTimes; missed: MissedRule; start: number; moments: number[] }) {
  const { times, missed, start, moments } = given;
  let nextAt = firstDueTime(times, start);
  const done: (PlannedFiring & { now: number })[] = [];
  for (const now of moments) {
    // One at a time, each with what the one before stored.
    for (let [firing] = planFirings({ times, missed, nextAt }, now); firing !== undefined; ) {
      expect(firing.from).toBe(nextAt);
      done.push({ ...firing, now });
      nextAt = firing.nextAt;
      [firing] = planFirings({ times, missed, nextAt }, now);
    }
  }
  return { done, nextAt };
}

const crontabs = fc
  .record({
    expression: fc.constantFrom("*/20 * * * *", "30 2 * * *", "15,45 1-3 * * *", "0 */2 * * mon-fri", "0 3 25-31 * *"),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"),
  })
  .map((times): ScheduleTimes => ({ kind: "crontab", ...times }));
const starts = fc.oneof(
  ...[
    [Date.UTC(2026, 2, 7), Date.UTC(2026, 3, 6)],
    [Date.UTC(2026, 9, 3), Date.UTC(2026, 10, 2)],
  ].map(([min, max]) => fc.integer({ min: min ?? 0, max: max ?? 0 })),
);
const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 30 * 3_600_000 })), {
  minLength: 1,
  maxLength: 15,
});

function momentsOf(start: number, list: number[]): number[] {
  let now = start;
  return list.map((step) => {
    now += step;
    return now;
  });
}

const timeout = 120_000;

it("whenever it is looked at, each due time of a crontab schedule is fired or counted once, in order", {
  timeout,
}, () => {
  fc.assert(
    fc.property(
      crontabs,
      starts,
      steps,
      fc.constantFrom<MissedRule>("all", "once", "skip"),
      (times, start, list, missed) => {
        const moments = momentsOf(start, list);
        const until = moments.at(-1) ?? start;
        const { done, nextAt } = simulate({ times, missed, start, moments });
        const first = firstDueTime(times, start) ?? Number.POSITIVE_INFINITY;
        const due = listDueTimes(times, { first, until, count: 1_000_000 });
        const fired = done.map(({ at }) => at);
        expect(fired).toEqual([...new Set(fired)].sort((a, b) => a - b));
        expect(fired.filter((at) => !due.includes(at))).toEqual([]);
        expect(nextAt).toBe(
          listDueTimes(times, { first, until: until + 40 * 86_400_000, count: due.length + 1 })[due.length],
        );
        for (const [index, { at, now, missed: count, skipped }] of done.entries()) {
          const before = due.filter((time) => time < at && time > (fired[index - 1] ?? 0)).length;
          expect(count).toBe(Math.min(100, before));
          expect(skipped).toBe(missed === "skip" && now - at > onTimeMs);
        }
        if (missed === "all" && due.length <= 100) expect(fired).toEqual(due);
      },
    ),
    { numRuns: 150 },
  );
});

it("a frequency never fires twice for one due time, never stands still, and keeps its distance", { timeout }, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7200 }),
      starts,
      steps,
      fc.constantFrom<MissedRule>("all", "once", "skip"),
      (runEvery, start, list, missed) => {
        const moments = momentsOf(start, list);
        const { done, nextAt } = simulate({ times: { kind: "frequency", runEvery }, missed, start, moments });
        const fired = done.map(({ at }) => at);
        for (const [index, at] of fired.entries()) {
          expect(at - (fired[index - 1] ?? start)).toBeGreaterThanOrEqual(runEvery * 1000);
        }
        expect(nextAt).toBeGreaterThan(moments.at(-1) ?? start);
        if (missed !== "all") {
          for (const now of moments) expect(done.filter((firing) => firing.now === now).length).toBeLessThanOrEqual(1);
        }
      },
    ),
    { numRuns: 300 },
  );
});

import { expect, it } from "vitest";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import type { NewSchedule } from "../../../core/service/schedules/ScheduleService.ts";
import { cron, every, ScheduleBench } from "./ScheduleBench.ts";

const timeout = 60_000;
const iso = (times: number[]): string[] => times.map((time) => new Date(time).toISOString().slice(5, 16));

it("schedules are kept as they are given, with defaults, by name and by application", { timeout }, async () => {
  const { host } = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
  const { schedules } = host.services;
  await schedules.add("Nightly ☾ run", { application: "quick", times: cron("0 2 * * *", "Europe/Berlin") });
  const all = { params: { a: 1 }, queue: "night", missed: "all", enabled: false } as const;
  await schedules.add("all", { application: "quick", times: every(60), ...all });
  expect(schedules.list("quick")).toEqual([
    {
      ...{ name: "Nightly ☾ run", application: "quick", times: cron("0 2 * * *", "Europe/Berlin"), params: {} },
      ...{ configuration: undefined, queue: undefined, missed: "once", overlap: "skip", enabled: true, revision: 1 },
      nextAt: Date.parse("2026-01-02T01:00:00Z"),
      createdAt: Date.parse("2026-01-01T10:00:00Z"),
      updatedAt: Date.parse("2026-01-01T10:00:00Z"),
    },
    expect.objectContaining({ name: "all", ...all, overlap: "queue", nextAt: undefined }),
  ]);
  expect(schedules.list("other")).toEqual([]);
  expect(iso(schedules.nextTimes(schedules.get("Nightly ☾ run"), 2))).toEqual(["01-02T01:00", "01-03T01:00"]);
  expect(schedules.nextTimes(schedules.get("all"), 10)).toEqual([]);
  await schedules.delete("all");
  expect(schedules.list().map(({ name }) => name)).toEqual(["Nightly ☾ run"]);
  await expect(schedules.delete("Nightly run")).rejects.toThrow(/Did you mean "Nightly ☾ run"\?/);
});

it("what cannot run is refused, and nothing is stored", { timeout }, async () => {
  const { host } = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
  const { schedules } = host.services;
  const refuse = async (name: string, given: Partial<NewSchedule>): Promise<string> => {
    const error = await schedules
      .add(name, { application: "quick", times: every(60), ...given })
      .catch((found) => found);
    return isSluiceError(error) ? error.code : String(error);
  };
  expect(await refuse("a", { application: "quik" })).toBe("not_found");
  expect(await refuse("a", { configuration: "prod" })).toBe("not_found");
  expect(await refuse("a", { times: every(0) })).toBe("invalid_schedule");
  expect(await refuse("a", { times: cron("0 0 31 2 *") })).toBe("invalid_schedule");
  expect(await refuse("a", { times: { kind: "once", at: Date.parse("2026-01-01T10:00:00Z") } })).toBe(
    "invalid_schedule",
  );
  for (const name of ["", " a", "a\nb", "a".repeat(129)]) expect(await refuse(name, {})).toBe("wrong_use");
  expect(schedules.list()).toEqual([]);
  await schedules.add("a", { application: "quick", times: every(60) });
  expect(await refuse("a", {})).toBe("already_exists");
  await expect(schedules.change("a", { times: cron("x") })).rejects.toMatchObject({ code: "invalid_schedule" });
  await expect(schedules.change("a", { application: "none" })).rejects.toMatchObject({ code: "not_found" });
  expect(schedules.get("a")).toMatchObject({ times: every(60), revision: 1 });
});

it("of two changes at once one is refused, and a change of other things leaves the times", { timeout }, async () => {
  const bench = await ScheduleBench.open({ at: "2026-01-01T10:00:00Z" });
  const { schedules } = bench.host.services;
  await schedules.add("a", { application: "quick", times: every(600) });
  bench.clock.advance(60_000);
  const results = await Promise.allSettled([
    schedules.change("a", { params: { n: 1 } }),
    schedules.change("a", { params: { n: 2 } }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(schedules.get("a")).toMatchObject({
    params: { n: 1 },
    revision: 2,
    nextAt: Date.parse("2026-01-01T10:10:00Z"),
  });
});

it("the next times of an expression are shown without storing it", { timeout }, async () => {
  const { host } = await ScheduleBench.open({ at: "2026-03-28T12:00:00Z" });
  const { schedules } = host.services;
  const daily = cron("30 2 * * *", "Europe/Berlin");
  expect(iso(schedules.previewTimes(daily, { count: 2 }))).toEqual(["03-29T01:00", "03-30T00:30"]);
  const after = Date.parse("2026-10-25T00:00:00Z");
  expect(iso(schedules.previewTimes(daily, { count: 2, after }))).toEqual(["10-25T00:30", "10-26T01:30"]);
  expect(iso(schedules.previewTimes(every(60), { count: 2 }))).toEqual(["03-28T12:01", "03-28T12:02"]);
  expect(schedules.previewTimes({ kind: "once", at: 0 }, { count: 2 })).toEqual([]);
  expect(() => schedules.previewTimes(cron("0 0 *"), { count: 2 })).toThrow(/3 fields instead of 5/);
});

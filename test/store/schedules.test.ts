import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import type { ScheduleRepository } from "../../core/service/ports/ScheduleRepository.ts";
import { type BuiltRun, buildRun } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";
import { refusal } from "./refusal.ts";

const schedule: Parameters<ScheduleRepository["insert"]>[0] = {
  ...{ name: "a", application: "app", times: { kind: "frequency", runEvery: 1 }, params: {} },
  ...{ configuration: undefined, queue: undefined, missed: "once", overlap: "skip", enabled: true, nextAt: 1000 },
};

/** The acceptance of a run that answers the due time `at`. */
function answering(run: BuiltRun, at: number): Commit {
  const firing = { schedule: "a", kind: "due", at, from: at, missed: 0, nextAt: at + 1000 } as const;
  return { ...run.accepted, firing } as Commit;
}

test("a due time and its run are stored together, and a second run for it is refused with all it brings", async () => {
  const { schedules, runs, reader } = await openTestStore();
  await schedules.insert(schedule);
  const [first, second] = [buildRun(1), buildRun(2)];
  await runs.commit([answering(first, 1000)]);
  const error = await refusal(runs.commit([answering(second, 1000)]));
  expect(error.code).toBe("changed_meanwhile");
  expect(reader.find(second.id)).toBeUndefined();
  expect(schedules.find("a")?.nextAt).toBe(2000);
  expect(schedules.unfinishedRun("a")).toBe(first.id);
  expect(schedules.firings("a", { before: 9e15, limit: 10 })).toMatchObject([
    { at: 1000, state: "started", runId: first.id, manual: false },
  ]);
});

test("the newest 100 firings of each kind are kept, and those of runs that go on; a deleted schedule leaves none", async () => {
  const { schedules, runs } = await openTestStore();
  await schedules.insert(schedule);
  await runs.commit([answering(buildRun(1), 1000)]);
  for (let index = 2; index < 107; index += 1) {
    const run = buildRun(index);
    await runs.commit([answering(run, index * 1000), run.ended()]);
  }
  const record = (index: number, state: "skipped" | "failed") => {
    const at = index * 1000;
    return schedules.record("a", { at, from: at, state, missed: 0, nextAt: at + 1000 });
  };
  for (let index = 107; index < 217; index += 1) await record(index, "skipped");
  await record(217, "failed");
  const count = (state: string) => {
    return schedules.firings("a", { before: 9e15, limit: 1000 }).filter((firing) => firing.state === state).length;
  };
  expect([count("started"), count("skipped"), count("failed")]).toEqual([101, 100, 1]);
  expect(schedules.findFiring("a", 1000)).toMatchObject({ state: "started" });
  expect([schedules.findFiring("a", 6000), schedules.findFiring("a", 116_000)]).toEqual([undefined, undefined]);
  expect([schedules.findFiring("a", 7000)?.state, schedules.findFiring("a", 117_000)?.state]).toEqual([
    "started",
    "skipped",
  ]);
  expect(await schedules.delete("a")).toBe(true);
  expect(schedules.firingsBetween({ from: 0, until: 9e15, limit: 1000 })).toEqual([]);
});

test("parameters lie in no file in plain, names do", async () => {
  const store = await openTestStore();
  await store.schedules.insert({ ...schedule, name: "a name to find", params: { password: "correct-horse-battery" } });
  expect(store.schedules.find("a name to find")?.params).toEqual({ password: "correct-horse-battery" });
  await store.close();
  const entries = readdirSync(store.folder.root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const holding = (text: string) =>
    files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text)).length;
  expect([holding("a name to find") > 0, holding("correct-horse-battery")]).toEqual([true, 0]);
});

import { expect, test } from "vitest";
import type { RunRecord } from "../../../core/model/RunRecord.ts";
import { readOverview } from "../../../renderer/screens/applications/readOverview.ts";
import type { RunFilter } from "../../../renderer/state/ports/RunListPort.ts";
import type { ScheduleItem } from "../../../renderer/state/ports/SchedulePort.ts";

const day = 86_400_000;

function run(id: string, times: Partial<RunRecord>): RunRecord {
  return { id, appName: "sync all", acceptedAt: 1, ...times } as RunRecord;
}

function schedule(id: string, nextTimes: number[]): ScheduleItem {
  return { id, nextTimes } as Partial<ScheduleItem> as ScheduleItem;
}

test("the newest of what runs and failed, and the next time of each schedule", async () => {
  const asked: RunFilter[] = [];
  const many = Array.from({ length: 100 }, (_, index) => run(`f${index}`, { startedAt: 2, finishedAt: 30 + index }));
  const facts = await readOverview({
    now: 2 * day,
    runs: {
      async page(filter) {
        asked.push(filter);
        if (filter.state === "STARTED") return { runs: [run("r1", { startedAt: 5 }), run("r2", {})], next: undefined };
        return { runs: many, next: "older" };
      },
    },
    schedules: { list: async () => [schedule("late", [50, 90]), schedule("off", []), schedule("soon", [10, 60, 110])] },
    system: { queues: async () => [{ name: "default", capacity: 2, running: 1, depth: 4, runs: 1 }] },
  });
  expect(asked).toEqual([{ state: "STARTED" }, { state: "FAILURE", from: day }]);
  expect(facts.running).toEqual({
    count: 2,
    hasMore: false,
    items: [
      { id: "r1", name: "sync all", at: 5, address: "/applications/sync%20all?run=r1" },
      { id: "r2", name: "sync all", at: 1, address: "/applications/sync%20all?run=r2" },
    ],
  });
  expect([facts.failed.count, facts.failed.hasMore]).toEqual([100, true]);
  expect(facts.failed.items.map(({ id, at }) => [id, at])).toEqual([
    ["f0", 30],
    ["f1", 31],
    ["f2", 32],
  ]);
  expect(facts.coming.map(({ name, at }) => [name, at])).toEqual([
    ["soon", 10],
    ["late", 50],
  ]);
  expect(facts.queues).toHaveLength(1);
});

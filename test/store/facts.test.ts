import { expect, test } from "vitest";
import type { Commit } from "../../core/engine/ports/RunStore.ts";
import { type BuiltRun, buildRun, start } from "./buildRun.ts";
import { openTestStore } from "./openTestStore.ts";

function failing(run: BuiltRun, position: number, message: string): Commit {
  const { event } = run.succeeded(position);
  return { event: { ...event, state: "FAILURE", error: { exception: "Error", message, attempt: 1 } } } as Commit;
}

test("counts what unfinished runs do by queue", async () => {
  const { runs, facts } = await openTestStore();
  const busy = buildRun(1, { steps: ["a", "b", "c"] });
  const other = buildRun(2, { record: { queue: "slow" } });
  const ended = buildRun(3, { record: { queue: "gone" } });
  await runs.commit([busy.accepted, busy.started(0), busy.started(1), other.accepted]);
  await runs.commit([ended.accepted, ended.ended()]);
  const { queues, database } = await facts.read({ since: 0, mostFailures: 9 });
  expect(queues).toEqual([
    { name: "default", runs: 1, running: 2, waiting: 1 },
    { name: "slow", runs: 1, running: 0, waiting: 2 },
  ]);
  expect(database).toMatchObject({ runs: 3, oldestRunAt: start, reports: 0, applications: 0 });
});

test("lists the failed steps of failed runs since a time, newest first, kept runs too", async () => {
  const { runs, facts, pruner } = await openTestStore();
  for (const [number, at] of [
    [1, start + 10],
    [2, start + 20],
    [3, start + 30],
  ] as const) {
    const run = buildRun(number);
    await runs.commit([run.accepted, failing(run, 0, `no ${number}`), run.succeeded(1), run.ended("FAILURE", at)]);
  }
  const fine = buildRun(4);
  await runs.commit([fine.accepted, failing(fine, 0, "caught"), fine.succeeded(1), fine.ended("SUCCESS", start + 40)]);
  await pruner.keep(buildRun(2).id, true);
  const read = async (mostFailures: number) => (await facts.read({ since: start + 20, mostFailures })).failures;
  expect(await read(9)).toEqual({
    count: 2,
    steps: [3, 2].map((number) => ({
      runId: buildRun(number).id,
      appName: "flow",
      step: "first",
      at: start + number * 10,
      exception: "Error",
      message: `no ${number}`,
    })),
  });
  expect(await read(1)).toMatchObject({ count: 2, steps: [{ message: "no 3" }] });
});

test("knows the sizes of disk and database; an empty folder has nothing", async () => {
  const { facts } = await openTestStore();
  const { disk, database, sqlite, queues, failures } = await facts.read({ since: 0, mostFailures: 9 });
  expect(sqlite).toMatch(/^3\.\d+\.\d+/);
  expect(disk.total).toBeGreaterThan(1_000_000);
  expect([disk.free > 0, disk.free < disk.total, disk.blobs]).toEqual([true, true, 0]);
  expect(database.size).toBeGreaterThan(4096);
  expect([database.oldestRunAt, queues, failures]).toEqual([null, [], { count: 0, steps: [] }]);
});

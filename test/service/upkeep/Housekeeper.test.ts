import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { Housekeeper, roundEvery } from "../../../core/service/upkeep/Housekeeper.ts";
import type { UpkeepTask } from "../../../core/service/upkeep/UpkeepTask.ts";
import { FakeClock } from "../../support/FakeClock.ts";

function openHousekeeper(tasks: (clock: FakeClock) => UpkeepTask[]) {
  const clock = new FakeClock(0);
  const bugs: unknown[] = [];
  const housekeeper = new Housekeeper({ clock, tasks: tasks(clock), onBug: (error) => bugs.push(error) });
  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  };
  return { clock, bugs, housekeeper, advance };
}

test("does one slice at a time and rests as long as it took", async () => {
  const begun: number[] = [];
  const { housekeeper, advance } = openHousekeeper((clock) => [
    {
      name: "slow",
      async *slices() {
        for (let slice = 0; slice < 3; slice += 1) {
          // The clock must not be moved while it moves.
          await setImmediate();
          begun.push(clock.now());
          clock.advance(40);
          yield slice;
        }
      },
    },
  ]);
  await advance(10_000);
  expect(begun).toEqual([]);
  housekeeper.start();
  await advance(5000);
  expect(begun).toEqual([15_000]);
  await advance(39);
  expect(begun).toHaveLength(1);
  await advance(1);
  expect(begun).toEqual([15_000, 15_080]);
  await advance(40);
  expect(begun).toEqual([15_000, 15_080, 15_160]);
  await housekeeper.stop();
});

test("begins a new round after the last one, with the time it then is", async () => {
  const rounds: number[] = [];
  const { housekeeper, advance } = openHousekeeper(() => [
    {
      name: "quick",
      async *slices(now) {
        yield rounds.push(now);
      },
    },
  ]);
  housekeeper.start();
  housekeeper.start();
  await advance(5000);
  await advance(5);
  await advance(roundEvery);
  expect(rounds).toEqual([5000, 5005 + roundEvery]);
  await housekeeper.stop();
  await advance(roundEvery);
  expect(rounds).toHaveLength(2);
});

test("a task that fails is told of, and keeps neither the others nor the next round", async () => {
  const failure = new Error("no room on the disk");
  let done = 0;
  const { housekeeper, advance, bugs } = openHousekeeper(() => [
    {
      name: "failing",
      async *slices() {
        yield;
        throw failure;
      },
    },
    {
      name: "working",
      async *slices() {
        done += 1;
        yield;
      },
    },
  ]);
  housekeeper.start();
  await advance(5000);
  await advance(10);
  await advance(10);
  await advance(roundEvery);
  await advance(10);
  await advance(10);
  expect(bugs).toEqual([failure, failure]);
  expect(done).toBe(2);
  await housekeeper.stop();
});

test("stops in the middle of a round after the slice under way", async () => {
  let slices = 0;
  let ended = false;
  const { housekeeper, advance, clock } = openHousekeeper(() => [
    {
      name: "endless",
      async *slices() {
        try {
          for (;;) {
            slices += 1;
            yield;
          }
        } finally {
          ended = true;
        }
      },
    },
  ]);
  housekeeper.start();
  await advance(5000);
  expect(slices).toBe(1);
  await housekeeper.stop();
  expect(ended).toBe(true);
  await advance(roundEvery);
  expect(slices).toBe(1);
  expect(clock.timers).toBe(0);
});

test("stops at once after a slice that was under way", async () => {
  const slice = Promise.withResolvers<void>();
  const { housekeeper, advance, clock } = openHousekeeper(() => [
    {
      name: "waiting",
      async *slices() {
        await slice.promise;
        yield;
      },
    },
  ]);
  housekeeper.start();
  await advance(5000);
  const stopped = housekeeper.stop();
  slice.resolve();
  await stopped;
  expect(clock.timers).toBe(0);
});

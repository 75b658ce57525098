import { expect, test } from "vitest";
import { createTicker } from "../../../../renderer/state/watch/createTicker.ts";
import { MomentTail } from "../../../../renderer/state/watch/MomentTail.ts";
import { FakeClock } from "../../../support/FakeClock.ts";
import { MemoryRuns } from "../../support/MemoryRuns.ts";

test("one timer ticks for all that look, and none when nobody does", () => {
  const clock = new FakeClock(0);
  const ticker = createTicker(clock);
  clock.advance(5_000);
  expect([clock.timers, ticker.now()]).toEqual([0, 0]);
  const seen: string[] = [];
  const leave = [ticker.subscribe(() => seen.push("a")), ticker.subscribe(() => seen.push("b"))];
  expect([clock.timers, ticker.now()]).toEqual([1, 5_000]);
  clock.advance(2_000);
  expect([seen, ticker.now(), clock.timers]).toEqual([["a", "b", "a", "b"], 7_000, 1]);
  for (const unsubscribe of leave) unsubscribe();
  clock.advance(2_000);
  expect([seen.length, clock.timers]).toEqual([4, 0]);
});

test("the turns of steps are told together, from the first on, until it is closed", () => {
  const clock = new FakeClock(0);
  const runs = new MemoryRuns();
  const moment = (stepRun: string, at: number) => ({ stepRun, at, kind: "started" as const, attempt: 1 });
  runs.turn([moment("a", 1), moment("b", 2)]);
  const tail = new MomentTail({ runs, clock, run: "run-1" });
  let told = 0;
  tail.subscribe(() => {
    told += 1;
  });
  const close = tail.open();
  runs.turn([moment("a", 3)]);
  expect([told, tail.moments.size]).toEqual([0, 0]);
  clock.advance(50);
  expect([told, tail.moments.get("a")?.map(({ at }) => at), tail.moments.size]).toEqual([1, [1, 3], 2]);
  runs.turn([moment("c", 4)]);
  close();
  runs.turn([moment("d", 5)]);
  clock.advance(1_000);
  expect([told, tail.moments.size, clock.timers]).toEqual([1, 2, 0]);
});

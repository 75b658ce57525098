import { expect, test } from "vitest";
import { pause } from "../../core/base/pause.ts";
import { systemClock } from "../support/systemClock.ts";

test("a pause lets a timer that is due run before it ends", async () => {
  const order: string[] = [];
  systemClock.after(0, () => order.push("other"));
  await pause(systemClock);
  order.push("after");
  expect(order).toEqual(["other", "after"]);
});

import { expect, it } from "vitest";
import { mapConcurrent } from "../../../../core/steps/base/util/mapConcurrent.ts";

it("keeps the order of the items and the limit", async () => {
  let running = 0;
  let peak = 0;
  const results = await mapConcurrent([5, 1, 4, 2, 3], {
    limit: 2,
    work: async (item, index) => {
      running += 1;
      peak = Math.max(peak, running);
      for (let turn = 0; turn < item; turn++) await Promise.resolve();
      running -= 1;
      return `${index}:${item}`;
    },
  });
  expect([results, peak]).toEqual([["0:5", "1:1", "2:4", "3:2", "4:3"], 2]);
});

it("starts nothing after a failure and waits for what runs", async () => {
  const ended: number[] = [];
  const work = async (item: number) => {
    await Promise.resolve();
    if (item === 1) throw new Error("broken");
    await Promise.resolve();
    ended.push(item);
  };
  await expect(mapConcurrent([0, 1, 2, 3, 4], { limit: 2, work })).rejects.toThrow("broken");
  expect(ended).toEqual([0]);
});

import { expect, it } from "vitest";
import SplitIntoBatches from "../../../../core/steps/data/steps/SplitIntoBatches.ts";
import { runStep } from "../../../support/runStep.ts";

it("gives lists of at most so many rows", async () => {
  const { data } = await runStep(SplitIntoBatches, { input: [1, 2, 3, 4, 5], params: { size: 2 } });
  expect(data).toEqual([[1, 2], [3, 4], [5]]);
});

it("gives no batch of nothing", async () => {
  expect((await runStep(SplitIntoBatches, { input: [] })).data).toEqual([]);
});

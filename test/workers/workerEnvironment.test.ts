import { expect, test } from "vitest";
import { leanMemory } from "../../core/cli/bin/leanMemory.mjs";
import { memoryVariables, workerEnvironment } from "../../core/workers/workerEnvironment.ts";

test("a worker keeps as little memory as its host, by the same variables", () => {
  expect(memoryVariables).toEqual(Object.keys(leanMemory));
  expect(workerEnvironment({ ...leanMemory, SLUICE_KEY: "hidden", OTHER: "left behind" })).toEqual(leanMemory);
});

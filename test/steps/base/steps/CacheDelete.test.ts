import { expect, it } from "vitest";
import CacheDelete from "../../../../core/steps/base/steps/CacheDelete.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const entries = (): NonNullable<StepRunOptions["cache"]> => new Map([["a", { value: 1, ttlSeconds: undefined }]]);

it("deletes entries and says which were there", async () => {
  const cache = entries();
  const { data } = await runStep(CacheDelete, { params: { keys: ["a", "b"] }, cache });
  expect([data, cache.size]).toEqual([{ deleted: ["a"], missing: ["b"] }, 0]);
});

it("fails for a missing entry on demand, after the others were deleted", async () => {
  const cache = entries();
  const { error } = await runStep(CacheDelete, { params: { keys: ["b", "a"], fail_if_missing: true }, cache });
  expect([error?.message, cache.size]).toEqual(['Cache entry "b" not found', 0]);
});

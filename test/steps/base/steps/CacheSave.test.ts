import { expect, it } from "vitest";
import CacheSave from "../../../../core/steps/base/steps/CacheSave.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

function setup() {
  const cache: StepRunOptions["cache"] = new Map();
  const save = (params: StepRunOptions["params"], options: StepRunOptions = {}) =>
    runStep(CacheSave, { ...options, params: { key: "k", ...params }, cache });
  return { cache, save };
}

it("keeps the joined data of the earlier steps and passes it on", async () => {
  const { cache, save } = setup();
  const { data } = await save({}, { inputs: { a: [1], b: [2] } });
  expect([data, cache.get("k")]).toEqual([[1, 2], { value: [1, 2], ttlSeconds: undefined }]);
});

it("keeps a given value under a templated key for some time", async () => {
  const { cache, save } = setup();
  await save(
    { key: "k_${appvar.r}", value: { n: "${x}" }, ttl: "1h 30m" },
    { input: { x: 5 }, appVariables: { r: "EU" } },
  );
  expect(cache.get("k_EU")).toEqual({ value: { n: 5 }, ttlSeconds: 5400 });
});

it("keeps false and 0, which are values", async () => {
  const { cache, save } = setup();
  await save({ value: false });
  expect(cache.get("k")?.value).toBe(false);
  await save({ value: 0 });
  expect(cache.get("k")?.value).toBe(0);
});

it("turns dates into text and leaves undefined members out", async () => {
  const { cache, save } = setup();
  await save({}, { input: { at: new Date(0), none: undefined } });
  expect(cache.get("k")?.value).toEqual({ at: "1970-01-01T00:00:00.000Z" });
});

it("names the place of what JSON cannot hold", async () => {
  const { error } = await setup().save({}, { input: { rows: [{ a: 1 }, { a: new Map() }] } });
  expect(error).toMatchObject({
    name: "DataNotSerializableException",
    message: "The cache keeps JSON, but $.rows[1].a is Map",
  });
});

it("fails when there is nothing to keep", async () => {
  expect((await setup().save({})).error?.message).toMatch(/^There is nothing to keep/);
});

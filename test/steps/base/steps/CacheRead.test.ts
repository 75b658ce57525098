import { expect, it } from "vitest";
import CacheRead from "../../../../core/steps/base/steps/CacheRead.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const read = (params: StepRunOptions["params"]) =>
  runStep(CacheRead, {
    params: params ?? {},
    appVariables: { region: "emea" },
    cache: new Map([
      ["devices_emea", { value: [1, 2], ttlSeconds: undefined }],
      ["zero", { value: 0, ttlSeconds: undefined }],
    ]),
  });

it("gives the entry of one key", async () => {
  expect((await read({ keys: ["devices_${appvar.region}"] })).data).toEqual([1, 2]);
  expect((await read({ keys: "zero" })).data).toBe(0);
});

it("gives an object for several keys, with the default for missing ones", async () => {
  const params = { keys: ["zero", "none"], fail_if_missing: false, default_value: [] };
  expect((await read(params)).data).toEqual({ zero: 0, none: [] });
});

it("gives null for a missing entry without a default", async () => {
  expect((await read({ keys: ["none"], fail_if_missing: false })).data).toBe(null);
});

it("fails for missing entries and names them", async () => {
  expect((await read({ keys: ["a", "zero", "b"] })).error).toMatchObject({
    name: "CacheEntryMissingException",
    message: 'Cache entries "a", "b" not found',
  });
});

import { expect, it } from "vitest";
import DirectCacheRead from "../../../../core/steps/base/steps/DirectCacheRead.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const document = { "10.0.0.1": { name: "core" }, list: [{ "serial number": "S1" }], none: null };

const read = (params: StepRunOptions["params"], options: StepRunOptions = {}) =>
  runStep(DirectCacheRead, {
    ...options,
    params: { cache_key: "devices", ...params },
    cache: new Map([["devices", { value: document, ttlSeconds: undefined }]]),
  });

it.each([
  ["10.0.0.1", { name: "core" }],
  ["list[0]['serial number']", "S1"],
  ["['10.0.0.1'].name", "core"],
  ["none", null],
])("reads %s of the cached document", async (path, value) => {
  expect(await read({ path })).toMatchObject({ data: value, error: undefined });
});

it("takes the key from the data of an earlier step", async () => {
  expect((await read({ path: "${ip}" }, { input: { ip: "10.0.0.1" } })).data).toEqual({ name: "core" });
});

it("reads once per item of a list", async () => {
  const params = { path: "${ip}", fail_if_missing: false, default_value: "unknown" };
  const { data } = await read(params, { input: [{ ip: "10.0.0.1" }, { ip: "10.0.0.9" }] });
  expect(data).toEqual([{ name: "core" }, "unknown"]);
});

it.each([
  [{ path: "a.b" }, 'Cache entry "devices", path "a.b", not found'],
  [{ path: "a", cache_key: "other" }, 'Cache entry "other" not found'],
  [{ path: "constructor" }, 'Cache entry "devices", path "constructor", not found'],
  [{ path: "list[" }, "Path \"list[\" cannot be read at character 5; write it as items[0].name or ['a name']"],
])("fails for what is not there: %j", async (params, message) => {
  expect((await read(params)).error?.message).toBe(message);
});

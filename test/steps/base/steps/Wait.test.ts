import { expect, it } from "vitest";
import Wait from "../../../../core/steps/base/steps/Wait.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";

const wait = (params: StepRunOptions["params"], options: StepRunOptions = {}) =>
  runStep(Wait, { ...options, params: params ?? {}, input: [1] });

it("suspends for a duration and passes the data on afterwards", async () => {
  const before = Date.now();
  const { wait: request, data } = await wait({ duration: "10m" });
  const until = request && "until" in request ? request.until.getTime() : 0;
  expect(until - before).toBeGreaterThanOrEqual(600_000);
  expect(until - Date.now()).toBeLessThanOrEqual(600_000);
  expect(data).toBeUndefined();
  expect((await wait({ duration: "10m" }, { resume: { kind: "until" } })).data).toEqual([1]);
});

it("suspends until a moment", async () => {
  const { wait: request } = await wait({ wait_for: "until", until: "2999-01-31T06:00:00Z" });
  expect(request).toEqual({ until: new Date("2999-01-31T06:00:00Z") });
});

it("waits less than a second itself", async () => {
  expect(await wait({ duration: "20ms" })).toMatchObject({ wait: undefined, data: [1] });
});

it("ends at once when the moment has passed", async () => {
  expect(await wait({ wait_for: "until", until: "2001-01-01" })).toMatchObject({ wait: undefined, data: [1] });
});

it("ends a short wait when it is revoked", async () => {
  const controller = new AbortController();
  const running = wait({ duration: "900ms" }, { signal: controller.signal });
  controller.abort();
  expect((await running).error?.name).toBe("AbortError");
});

it("says which value is missing", async () => {
  expect((await wait({ wait_for: "until" })).error?.message).toBe('Required parameter "until" has no value');
});

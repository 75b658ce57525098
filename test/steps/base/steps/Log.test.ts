import { expect, it } from "vitest";
import Log from "../../../../core/steps/base/steps/Log.ts";
import { runStep } from "../../../support/runStep.ts";

it("writes its message with variables and passes the data on", async () => {
  const params = { message: "${count} devices, 100%d sure", level: "warning" };
  const { data, logs } = await runStep(Log, { params, input: { count: 2 } });
  expect([data, logs]).toEqual([{ count: 2 }, [{ level: "warning", message: "2 devices, 100%d sure" }]]);
});

it("writes at flow by default, also as the first step", async () => {
  const { data, logs } = await runStep(Log, { params: { message: "Begin" } });
  expect([data, logs]).toEqual([undefined, [{ level: "flow", message: "Begin" }]]);
});

it("adds the data on demand, only its size when it is long", async () => {
  const params = { message: "Got", include_data: true };
  expect((await runStep(Log, { params, input: [1, { a: 2n }] })).logs[0]?.message).toBe('Got [1,{"a":"2"}]');
  const long = await runStep(Log, { params, input: "x".repeat(15_000) });
  expect(long.logs[0]?.message).toBe("Got (15002 characters of data)");
});

import { expect, it } from "vitest";
import Stop from "../../../../core/steps/base/steps/Stop.ts";
import { runStep } from "../../../support/runStep.ts";

it("fails with its message, values filled in", async () => {
  const { error, data } = await runStep(Stop, {
    input: [],
    params: { when: "$count($) = 0", message: "Nothing for ${appvar.city}" },
    appVariables: { city: "Oslo" },
  });
  expect([error?.name, error?.message, data]).toEqual(["StopException", "Nothing for Oslo", undefined]);
});

it("ends quietly: nothing behind it runs", async () => {
  const { routes, error, logs } = await runStep(Stop, { params: { as: "success", message: "Done" }, consumers: [] });
  expect([routes, error, logs]).toEqual([[], undefined, [{ level: "flow", message: "Done" }]]);
});

it("passes the data on while its condition is not true", async () => {
  const { routes, data } = await runStep(Stop, { input: [1], params: { when: "$count($) = 0" } });
  expect([routes, data]).toEqual([undefined, [1]]);
});

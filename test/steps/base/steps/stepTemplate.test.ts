import { expect, it } from "vitest";
import stepTemplate from "../../../../core/steps/base/steps/stepTemplate.ts";
import { runStep } from "../../../support/runStep.ts";

it("saves the joined data with its greeting", async () => {
  const params = { greeting: "Hello ${appvar.who}" };
  const { data, logs } = await runStep(stepTemplate, {
    params,
    appVariables: { who: "world" },
    inputs: { a: [1], b: [2] },
  });
  expect([data, logs]).toEqual([
    { greeting: "Hello world", data: [1, 2] },
    [{ level: "flow", message: "tested step: received 2 items" }],
  ]);
});

it("fails without data on demand", async () => {
  expect((await runStep(stepTemplate, { params: { fail_if_empty: true } })).error?.message).toContain("no data");
  expect((await runStep(stepTemplate)).data).toEqual({ greeting: "Hello", data: null });
});

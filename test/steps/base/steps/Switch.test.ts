import { expect, it } from "vitest";
import Switch from "../../../../core/steps/base/steps/Switch.ts";
import { runStep } from "../../../support/runStep.ts";

const cases = { large: "total > 1000", urgent: "$exists(due)", other: "true" };
const choose = (input: unknown, params: object = {}) =>
  runStep(Switch, { input, params: { cases, ...params }, consumers: Object.keys({ ...cases, ...params }) });

it("takes the first case that is true, and passes the data on", async () => {
  const { routes, data, logs } = await choose({ total: 2000, due: 1 });
  expect([routes, data, logs]).toEqual([
    ["large"],
    { total: 2000, due: 1 },
    [{ level: "flow", message: "Goes to large" }],
  ]);
  expect((await choose({ total: 5 })).routes).toEqual(["other"]);
});

it("takes all that are true when asked", async () => {
  expect((await choose({ total: 2000, due: 1 }, { choose: "all" })).routes).toEqual(["large", "urgent", "other"]);
});

it("takes none, or fails, when no case is true", async () => {
  const params = { cases: { never: "false" } };
  const consumers = ["never"];
  expect((await runStep(Switch, { input: 1, params, consumers })).routes).toEqual([]);
  const { error } = await runStep(Switch, { input: 1, params: { ...params, must_match: true }, consumers });
  expect(error).toMatchObject({ name: "NoCaseException", message: "No case is true for this data" });
});

it("names the place of a wrong condition", async () => {
  const { error } = await runStep(Switch, { input: 1, params: { cases: { x: "1 +" } }, consumers: ["x"] });
  expect(error?.message).toMatch(/^Line 1, column \d+: /);
});

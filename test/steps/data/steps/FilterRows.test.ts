import { expect, it } from "vitest";
import FilterRows from "../../../../core/steps/data/steps/FilterRows.ts";
import { runStep } from "../../../support/runStep.ts";

const people = [
  { name: "Ada", age: 36, tags: ["math"], address: { city: "London" } },
  { name: "Linus", age: "21", tags: [], address: { city: "Helsinki" } },
  { name: "", age: null },
];

const names = async (params: Record<string, unknown>) => {
  const { data, error } = await runStep(FilterRows, { input: people, params: params as never });
  return error?.message ?? (data as { name: string }[]).map(({ name }) => name);
};

it.each([
  [{ field: "name", operator: "equals", value: "Ada" }, ["Ada"]],
  [{ field: "name", operator: "differs", value: "Ada" }, ["Linus", ""]],
  [{ field: "age", operator: "greater", value: 30 }, ["Ada"]],
  [{ field: "age", operator: "less", value: "30" }, ["Linus"]],
  [{ field: "age", operator: "less", value: "100" }, ["Ada", "Linus"]],
  [{ field: "age", operator: "less", value: 30 }, ["Linus"]],
  [{ field: "age", operator: "at_least", value: 21 }, ["Ada", "Linus"]],
  [{ field: "age", operator: "at_most", value: 21 }, ["Linus"]],
  [{ field: "address.city", operator: "contains", value: "on" }, ["Ada"]],
  [{ field: "tags", operator: "contains", value: "math" }, ["Ada"]],
  [{ field: "name", operator: "starts", value: "L" }, ["Linus"]],
  [{ field: "name", operator: "ends", value: "a" }, ["Ada"]],
  [{ field: "name", operator: "matches", value: "^L.*s$" }, ["Linus"]],
  [{ field: "name", operator: "one_of", value: ["Ada", "Grace"] }, ["Ada"]],
  [{ field: "name", operator: "empty" }, [""]],
  [{ field: "tags", operator: "filled" }, ["Ada"]],
  [{ field: "tags", operator: "filled", keep: "others" }, ["Linus", ""]],
])("keeps what fits: %j", async (params, kept) => {
  expect(await names(params)).toEqual(kept);
});

it("compares the rows themselves when no field is named", async () => {
  const { data } = await runStep(FilterRows, { input: [1, 5, "7"], params: { operator: "greater", value: 4 } });
  expect(data).toEqual([5, "7"]);
});

it("says what a condition needs", async () => {
  expect(await names({ operator: "one_of", value: "Ada" })).toBe('"is one of" needs a list, such as ["new", "open"]');
  expect(await names({ operator: "matches", value: "(" })).toMatch(/^"\(" is no regular expression: /);
});

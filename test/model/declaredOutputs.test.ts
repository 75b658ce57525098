import { expect, it } from "vitest";
import { declaredOutputs } from "../../core/model/declaredOutputs.ts";

it("gives what the class declares", () => {
  const outputs = [{ name: "yes", title: "Yes" }];
  expect(declaredOutputs({ outputs }, {})).toBe(outputs);
});

it.each([
  [
    ["a", "b", "a", "", 7],
    ["a", "b"],
  ],
  [[{ name: "a" }, { value: 1 }], ["a"]],
  [{ large: "total > 100", small: "true" }, ["large", "small"]],
  ["text", []],
  [undefined, []],
])("gives one output per row of %j", (rows, names) => {
  const parameters = rows === undefined ? {} : { cases: rows };
  expect(declaredOutputs({ outputsFrom: "cases" }, parameters).map(({ name }) => name)).toEqual(names);
});

it("gives none for a class that declares none, or is unknown", () => {
  expect([declaredOutputs({}, {}), declaredOutputs(undefined, {})]).toEqual([[], []]);
});

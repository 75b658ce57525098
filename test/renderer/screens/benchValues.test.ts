import { expect, test } from "vitest";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { readFields } from "../../../renderer/screens/steps/benchValues.ts";

const parameters: ParameterManifest[] = [
  { name: "text", kind: "text", required: true },
  { name: "limit", kind: "number" },
  { name: "rows", kind: "json" },
  { name: "names", kind: "text", multiple: true },
  { name: "any", kind: "text", anyType: true },
  { name: "fast", kind: "boolean" },
  { name: "mode", kind: "select", required: true, defaultValue: "a" },
];

test("each field becomes a value of its kind", () => {
  const fields = { text: "007", limit: "2.5", rows: '{"a": [1]}', names: '["x"]', any: "12", fast: false };
  expect(readFields(parameters, fields)).toEqual({
    values: { text: "007", limit: 2.5, rows: { a: [1] }, names: ["x"], any: 12, fast: false },
    faults: {},
  });
});

test("an expression is handed on as it is, whatever the kind", () => {
  const fields = { text: "a", limit: "${limit}", rows: "${rows}", any: "plain" };
  expect(readFields(parameters, fields).values).toEqual({
    text: "a",
    limit: "${limit}",
    rows: "${rows}",
    any: "plain",
  });
});

test("what is missing or wrong is named, and a default makes up for a missing value", () => {
  expect(readFields(parameters, { text: "", limit: "two", rows: "{" })).toEqual({
    values: {},
    faults: { text: "required", limit: "number", rows: "json" },
  });
});

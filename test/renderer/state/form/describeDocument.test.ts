import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import { describeDocument } from "../../../../renderer/state/form/describeDocument.ts";
import { buildManifest } from "../../support/buildManifest.ts";
import { everyKind } from "../../support/everyKind.ts";

const ajv = new Ajv({ strict: false, allErrors: true });
const classes = [
  everyKind,
  buildManifest({ file: "Log", parameters: [{ name: "level", kind: "select", options: [{ value: "info" }] }] }),
];
const check = ajv.compile(describeDocument({ classes, steps: ["a", "b"] }));

const checkPlain = ajv.compile(describeDocument({ classes: [everyKind], steps: [] }));

/** Where the schema finds faults. */
function faults(entry: JsonObject, rest: JsonObject = {}): string[] {
  check({ name: "app", app_variables: [], steps: [{ name: "a", file: "Log", ...entry }], ...rest });
  return [...new Set((check.errors ?? []).map(({ instancePath }) => instancePath))];
}

test("every example is an application by it", () => {
  const folder = new URL("../../../../assets/examples/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  expect(names.length).toBeGreaterThan(5);
  for (const name of names) {
    const document = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as JsonObject;
    expect([name, checkPlain(document), checkPlain.errors]).toEqual([name, true, null]);
  }
});

test("what a run would refuse is a fault, with its place", () => {
  expect(faults({})).toEqual([]);
  expect(faults({ retry_max: "15", output_to: ["b", "later"], strange: 1, disabled: "True" })).toEqual([]);
  expect(faults({ retry_max: -1 })).toContain("/steps/0/retry_max");
  expect(faults({ output_to: "b" })).toContain("/steps/0/output_to");
  expect(faults({ disabled: 1 })).toContain("/steps/0/disabled");
  expect(faults({}, { steps: [] })).toEqual(["/steps"]);
  expect(faults({}, { app_variables: {} })).toEqual(["/app_variables"]);
});

test("parameters are checked by their class, and an expression can stand for any", () => {
  expect(faults({ level: "loud" })).toContain("/steps/0/level");
  expect(faults({ level: "${appvar.level}" })).toEqual([]);
  expect(faults({ file: "EveryKind", retries: true, headers: [], level: "loud" })).toEqual(
    expect.arrayContaining(["/steps/0/retries", "/steps/0/headers"]),
  );
  expect(faults({ file: "EveryKind", level: "loud", retries: "${n}", verify: "true" })).toEqual([]);
  expect(faults({ file: "Other", level: "loud" })).toEqual([]);
});

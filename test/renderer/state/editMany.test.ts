import { expect, onTestFinished, test } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import type { ParameterManifest } from "../../../core/model/StepManifest.ts";
import { editMany, listShared } from "../../../renderer/state/edits/editMany.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const base: ParameterManifest[] = [
  { name: "retry_max", kind: "number" },
  { name: "disabled", kind: "boolean" },
];
const level: ParameterManifest = { name: "level", kind: "select", options: [{ value: "info" }, { value: "error" }] };
const manifests = lookupOf(
  buildManifest({ file: "Log", parameters: [{ name: "url", kind: "text", title: "Address" }, level] }),
  buildManifest({ file: "Get", parameters: [level, { name: "url", kind: "text" }, { name: "n", kind: "number" }] }),
  buildManifest({
    file: "Other",
    parameters: [
      { name: "url", kind: "json" },
      { name: "disabled", kind: "text" },
    ],
  }),
);

function stepsOf(entries: Record<string, JsonObject>) {
  return readFlow({ state: buildEditState(entries), manifests }).steps;
}

test("steps share what their classes declare alike, and say where they differ", () => {
  const steps = stepsOf({ a: { url: "x", level: "info", retry_max: 2 }, b: { file: "Get", url: "x", level: "error" } });
  expect(
    listShared(steps, base).map(({ parameter, isBase, value, isMixed }) => [parameter.name, isBase, value, isMixed]),
  ).toEqual([
    ["url", false, "x", false],
    ["level", false, undefined, true],
    ["retry_max", true, undefined, true],
    ["disabled", true, undefined, false],
  ]);
});

test("another kind is another parameter, and a class takes a base key for itself", () => {
  const shared = listShared(stepsOf({ a: {}, b: { file: "Other" } }), base);
  expect(shared.map(({ parameter }) => parameter.name)).toEqual(["retry_max"]);
  expect(listShared(stepsOf({ a: {}, b: { file: "Nowhere" } }), base).map(({ parameter }) => parameter.name)).toEqual([
    "retry_max",
    "disabled",
  ]);
});

test("what was touched is changed everywhere in one gesture, the rest stays, and one undo brings it back", async () => {
  const bench = await Bench.open(
    buildEditState({ a: { url: "x", retry_max: 2 }, b: { retry_max: 3 }, c: { url: "z" } }),
  );
  onTestFinished(bench.dispose);
  const before = bench.draft.state.document;
  const changes = new Map([
    ["retry_max", { isBase: true, value: 3 }],
    ["url", { isBase: false, value: undefined }],
  ]);
  const operations = editMany(bench.flow.steps.slice(0, 2), changes);
  expect(operations).toHaveLength(2);
  bench.workbench.document.perform({ label: "Many", operations });
  await bench.settle();
  expect(bench.draft.state.document.steps).toEqual([
    { name: "a", file: "Log", retry_max: 3 },
    { name: "b", file: "Log", retry_max: 3 },
    { name: "c", file: "Log", url: "z" },
  ]);
  await bench.run("edit.undo");
  expect(bench.draft.state.document).toEqual(before);
});

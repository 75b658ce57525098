import { expect, test } from "vitest";
import { parametersOf, readParameters, setParameters } from "../../../renderer/state/edits/setParameters.ts";
import type { FlowStep } from "../../../renderer/state/flow/Flow.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const manifest = buildManifest({ file: "Log", parameters: [{ name: "disabled", kind: "boolean" }] });

function stepOf(entry: object): FlowStep {
  const state = buildEditState({ a: { file: "Log", ...entry } });
  const [step] = readFlow({ state, manifests: lookupOf(manifest) }).steps;
  if (step === undefined) throw new Error("There is no step.");
  return step;
}

test("the parameters of a step are all that is not of every step, what its class declares included", () => {
  const step = stepOf({ message: "x", retry_max: 2, continue_on_error: true, disabled: true });
  expect(parametersOf(step)).toEqual({ message: "x", disabled: true });
});

test("only what differs is changed", () => {
  const step = stepOf({ message: "x", list: [1, 2], gone: 1 });
  const given = readParameters(step, '{"list": [1, 2], "message": "y", "added": null}');
  expect(given.ok && setParameters(step, given.parameters)).toEqual([
    { op: "setParameter", step: step.id, path: ["gone"] },
    { op: "setParameter", step: step.id, path: ["message"], value: "y" },
    { op: "setParameter", step: step.id, path: ["added"], value: null },
  ]);
  const same = readParameters(step, JSON.stringify(parametersOf(step)));
  expect(same.ok && setParameters(step, same.parameters)).toEqual([]);
});

test("what cannot be parameters is said", () => {
  const step = stepOf({});
  expect(readParameters(step, "{")).toMatchObject({ ok: false, message: expect.any(String) });
  expect(readParameters(step, "[1]")).toEqual({ ok: false, noObject: true });
  expect(readParameters(step, '{"name": "b", "retry_max": 1, "message": "x"}')).toEqual({
    ok: false,
    base: ["name", "retry_max"],
  });
  expect(readParameters(step, '{"disabled": true}')).toEqual({ ok: true, parameters: { disabled: true } });
});

import { expect, test } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import { writeLayout } from "../../../renderer/state/edits/arrange.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { buildEditState } from "../support/buildEditState.ts";

const flowOf = (state: ReturnType<typeof buildEditState>) => readFlow({ state, manifests: () => undefined });

test("a layout that is written whole keeps the members of groups from another data folder", () => {
  const layout = {
    version: 1,
    more: "kept",
    steps: [{ id: "foreign", step: "a", x: 0, y: 0 }],
    groups: [{ id: "g", title: "G", steps: ["foreign", "b"] }],
    notes: [{ id: "n", text: "x", x: 0, y: 0, w: 9, h: 9, step: "foreign" }],
  };
  const state = buildEditState({ a: {}, b: {} }, { layout });
  const operation = writeLayout(state, flowOf(state), [
    { id: "id-a", x: 8, y: 16 },
    { id: "id-b", x: 240, y: 16 },
  ]);
  if (operation === undefined) throw new Error("The layout could not be read.");
  const next = applyOperation(state, operation).state;
  expect(next.document.layout).toMatchObject({ more: "kept", groups: [{ steps: ["id-a", "id-b"] }] });
  const flow = flowOf(next);
  expect(flow.steps.map(({ at }) => at?.x)).toEqual([8, 240]);
  expect(flow.groups[0]?.steps).toEqual(["id-a", "id-b"]);
  expect(flow.notes[0]?.step).toBe("id-a");
});

test("a layout that is no object is left alone", () => {
  const state = buildEditState({ a: {} }, { layout: 3 });
  expect(writeLayout(state, flowOf(state), [])).toBeUndefined();
});

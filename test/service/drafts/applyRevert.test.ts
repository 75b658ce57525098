import { expect, test } from "vitest";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { applyGesture } from "../../../core/service/drafts/applyGesture.ts";
import { applyRevert, type SilentLine } from "../../../core/service/drafts/applyRevert.ts";

const start: EditState = { document: { name: "app", steps: [{ name: "a", file: "Log" }] }, stepIds: ["a"] };
const another: EditOperation = {
  op: "replaceDocument",
  document: { name: "app", steps: [{ name: "z", file: "Wait" }] },
  stepIds: ["z"],
};
const layout: EditOperation = { op: "moveSteps", positions: [{ step: "z", x: 10, y: 20 }] };
const naming: EditOperation = { op: "setApplicationKey", key: "name", value: "other" };

/** A gesture with what came after it, and what is there then. */
function prepare(gesture: EditOperation[], ...after: EditOperation[]) {
  const done = applyGesture(start, gesture);
  let { state } = done;
  const lines: SilentLine[] = [];
  for (const operation of after) {
    const applied = applyGesture(state, [operation]);
    lines.push(applied);
    state = applied.state;
  }
  return { state, lines, inverse: done.inverse };
}

test("a silent layout does not keep another document from being taken back, and both come back together", () => {
  const { state, lines, inverse } = prepare([another], layout);
  const undone = applyRevert(state, { inverse, listSilent: () => lines });
  expect(undone.state).toEqual(start);
  expect(applyGesture(state, undone.operations).state).toEqual(start);
  expect(applyGesture(start, undone.inverse).state).toEqual(state);
});

test("a silent layout that took over the first place of all does not keep its step from being taken back", () => {
  const add: EditOperation = { op: "addStep", step: "b", entry: { name: "b", file: "Log" }, at: { x: 0, y: 0 } };
  const { state, lines, inverse } = prepare([add], { op: "moveSteps", positions: [{ step: "a", x: 9, y: 9 }] });
  expect(applyRevert(state, { inverse, listSilent: () => lines }).state).toEqual(start);
});

test("a name given to the application stays when what came before it is taken back", () => {
  const { state, lines, inverse } = prepare([another], naming, layout);
  const undone = applyRevert(state, { inverse, listSilent: () => lines });
  expect(undone.state).toEqual({ ...start, document: { ...start.document, name: "other" } });
});

test("what a person did since still stands in the way, with the reason", () => {
  const { state, lines, inverse } = prepare([another], layout, {
    op: "setBase",
    step: "z",
    key: "disabled",
    value: true,
  });
  expect(() => applyRevert(state, { inverse, listSilent: () => lines.slice(0, 1) })).toThrow(
    "The application was changed since.",
  );
});

test("silent lines are not asked for where nothing stands in the way", () => {
  const { state, inverse } = prepare([another]);
  const listSilent = () => {
    throw new Error("It was asked.");
  };
  expect(applyRevert(state, { inverse, listSilent }).state).toEqual(start);
});

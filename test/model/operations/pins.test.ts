import { describe, expect, it } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { buildState } from "./buildState.ts";

const start = buildState({ steps: [{ name: "A" }, { name: "B", data_from: ["A"] }] });
const [a, b] = ["id of A", "id of B"];

function edit(state: EditState, ...operations: EditOperation[]): EditState {
  return operations.reduce((next, operation) => applyOperation(next, operation).state, state);
}

describe("a pin", () => {
  it("is set, changed and taken off, beside the document", () => {
    const pinned = edit(start, { op: "setPin", step: a, value: [1] }, { op: "setPin", step: b, value: null });
    expect(pinned).toEqual({ ...start, pins: { [a]: [1], [b]: null } });
    expect(edit(pinned, { op: "setPin", step: a, value: 2 }).pins).toEqual({ [a]: 2, [b]: null });
    expect(edit(pinned, { op: "setPin", step: a }, { op: "setPin", step: b })).toEqual(start);
    expect(pinned.document).toBe(start.document);
  });

  it("goes with its step and comes back with it", () => {
    const pinned = edit(start, { op: "setPin", step: a, value: 1 });
    const { state, inverse } = applyOperation(pinned, { op: "removeStep", step: a });
    expect(state.pins).toBeUndefined();
    expect(applyOperation(state, inverse).state).toEqual(pinned);
  });

  it("stays when the document is replaced by one with the step, and is back after undo", () => {
    const pinned = edit(start, { op: "setPin", step: a, value: 1 }, { op: "setPin", step: b, value: 2 });
    const replacement: EditOperation = { op: "replaceDocument", document: { steps: [{ name: "A" }] }, stepIds: [a] };
    const { state, inverse } = applyOperation(pinned, replacement);
    expect(state.pins).toEqual({ [a]: 1 });
    const changed = edit(state, { op: "setPin", step: a, value: 9 });
    expect(applyOperation(changed, inverse).state.pins).toEqual({ [a]: 9, [b]: 2 });
  });

  it("is refused for a step that is gone, for too much data, and when it was changed since", () => {
    expect(() => edit(start, { op: "setPin", step: "gone", value: 1 })).toThrow("no longer exists");
    expect(() => edit(start, { op: "setPin", step: a, value: "x".repeat(1_000_001) })).toThrow("million");
    const { state, inverse } = applyOperation(start, { op: "setPin", step: a, value: 1 });
    expect(() => edit(edit(state, { op: "setPin", step: a, value: 2 }), inverse)).toThrow("changed since");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringifyJson } from "../../../core/base/json.ts";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { editState, operation } from "./arbitraries.ts";
import { buildState } from "./buildState.ts";

/** The state as text: the order of keys and steps counts. */
function toText(state: EditState): string {
  return stringifyJson([state.document, [...state.stepIds]]);
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}

/** What an operation becomes in a journal. */
function throughJournal(operation: EditOperation): EditOperation {
  return JSON.parse(stringifyJson(JSON.parse(JSON.stringify(operation)))) as EditOperation;
}

describe("operations and their inverses", () => {
  it("restore the document, with the order of keys and steps, in any sequence", () => {
    const applied = new Map<string, number>();
    fc.assert(
      fc.property(editState, fc.array(operation, { maxLength: 25 }), (start, operations) => {
        let state = freeze(start);
        const way: { before: string; inverse: EditOperation }[] = [];
        for (const operation of operations) {
          try {
            const next = applyOperation(state, freeze(operation));
            way.push({ before: toText(state), inverse: next.inverse });
            state = freeze(next.state);
            applied.set(operation.op, (applied.get(operation.op) ?? 0) + 1);
          } catch (error) {
            if (!isSluiceError(error, "edit_does_not_apply")) throw error;
          }
          expect(state.stepIds).toHaveLength((state.document.steps as unknown[]).length);
        }
        const end = toText(state);
        const redo: EditOperation[] = [];
        for (const { before, inverse } of way.toReversed()) {
          const undone = applyOperation(state, freeze(inverse));
          redo.push(undone.inverse);
          state = freeze(undone.state);
          expect(toText(state)).toBe(before);
        }
        expect(toText(state)).toBe(toText(start));
        for (const again of redo.toReversed()) state = applyOperation(state, again).state;
        expect(toText(state)).toBe(end);
      }),
      { numRuns: 2_000 },
    );
    const kinds = [
      ...["addStep", "removeStep", "renameStep", "reorderStep", "connect", "disconnect", "setParameter", "setBase"],
      "setPin",
      ...["setAppVariables", "addVariable", "removeVariable", "setVariable", "setApplicationKey", "setConfiguration"],
      ...["replaceDocument", "moveSteps", "addGroup", "removeGroup", "setGroup", "addNote", "removeNote", "setNote"],
    ];
    expect([...applied.keys()].sort()).toEqual(kinds.sort());
    for (const [kind, count] of applied) expect(count, kind).toBeGreaterThan(5);
  });

  it("survive a journal of JSON text", () => {
    fc.assert(
      fc.property(editState, operation, (start, operation) => {
        try {
          const { state, inverse } = applyOperation(start, operation);
          expect(
            stringifyJson(applyOperation(state, throughJournal(inverse)).state.document).replaceAll("-0", "0"),
          ).toBe(stringifyJson(start.document).replaceAll("-0", "0"));
        } catch (error) {
          if (!isSluiceError(error, "edit_does_not_apply")) throw error;
        }
      }),
    );
  });
});

describe("an inverse that no longer fits", () => {
  const start = buildState({ steps: [{ name: "A", url: "u" }, { name: "B" }] });
  const step = "id of A";

  it("says what was changed since", () => {
    const { state, inverse } = applyOperation(start, { op: "setParameter", step, path: ["url"], value: "v" });
    const later = applyOperation(state, { op: "setParameter", step, path: ["url"], value: "w" }).state;
    expect(() => applyOperation(later, inverse)).toThrow('"url" of the step was changed since.');
    const gone = applyOperation(state, { op: "removeStep", step }).state;
    expect(() => applyOperation(gone, inverse)).toThrow("The step no longer exists.");
  });

  it("applies all the same when only other places were changed", () => {
    const { state, inverse } = applyOperation(start, { op: "removeStep", step: "id of B" });
    const later = applyOperation(state, { op: "setParameter", step, path: ["url"], value: "w" }).state;
    expect(applyOperation(later, inverse).state).toEqual(
      buildState({ steps: [{ name: "A", url: "w" }, { name: "B" }] }),
    );
  });
});

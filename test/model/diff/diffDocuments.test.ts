import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonEqual, type JsonObject } from "../../../core/base/json.ts";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import { diffDocuments } from "../../../core/model/diff/diffDocuments.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { editState, operation } from "../operations/arbitraries.ts";
import { buildState } from "../operations/buildState.ts";

function diffAfter(document: JsonObject, ...operations: EditOperation[]) {
  const from = buildState(document);
  const to = operations.reduce((state, operation) => applyOperation(state, operation).state, from);
  return diffDocuments(from, to);
}

const flow = {
  name: "flow",
  app_variables: [{ name: "city", value: "Oslo" }],
  steps: [
    { name: "A", file: "Q", output_to: ["B"], headers: { a: 1, b: [1, 2] } },
    { name: "B", file: "Q", routes: { yes: ["C"] }, output_to: ["C"] },
    { name: "C", file: "Q" },
  ],
  layout: { version: 1, steps: [{ id: "id of A", step: "A", x: 0, y: 0 }], groups: [], notes: [] },
};

describe("a diff", () => {
  test("names a change of a parameter with its innermost path and both values", () => {
    const change: EditOperation = { op: "setParameter", step: "id of A", path: ["headers", "b", 1], value: 3 };
    expect(diffAfter(flow, change)).toEqual({
      logic: [
        { kind: "changed", of: "step", id: "id of A", name: "A", path: "$.steps[0].headers.b[1]", from: 2, to: 3 },
      ],
      layout: [],
    });
  });

  test("is one rename, not one change of each edge that follows it", () => {
    const { logic, layout } = diffAfter(flow, { op: "renameStep", step: "id of C", name: "Last" });
    expect(logic).toEqual([
      { kind: "renamed", of: "step", id: "id of C", name: "Last", path: "$.steps[2].name", from: "C", to: "Last" },
    ]);
    expect(layout).toEqual([]);
  });

  test("tells steps added and removed, with the edges that went with them", () => {
    const { logic } = diffAfter(
      flow,
      { op: "removeStep", step: "id of C" },
      { op: "addStep", step: "new", entry: { name: "D", file: "Q" } },
    );
    expect(logic.map(({ kind, name, path }) => [kind, name, path])).toEqual([
      ["removed", "C", "$.steps[2]"],
      ["changed", "B", "$.steps[1].routes"],
      ["changed", "B", "$.steps[1].output_to"],
      ["added", "D", "$.steps[2]"],
    ]);
  });

  test("tells variables by name and other keys of the application", () => {
    const { logic } = diffAfter(
      flow,
      { op: "setVariable", name: "city", variable: { name: "city", value: "Rome" } },
      { op: "addVariable", variable: { name: "n", value: 1 } },
      { op: "setApplicationKey", key: "queue", value: "slow" },
    );
    expect(logic).toEqual([
      { kind: "changed", of: "application", path: "$.queue", to: "slow" },
      {
        kind: "changed",
        of: "variable",
        id: "city",
        name: "city",
        path: "$.app_variables[0].value",
        from: "Oslo",
        to: "Rome",
      },
      { kind: "added", of: "variable", id: "n", name: "n", path: "$.app_variables[1]", to: { name: "n", value: 1 } },
    ]);
  });

  test("keeps what only the canvas shows apart from what runs can see", () => {
    const { logic, layout } = diffAfter(
      flow,
      { op: "moveSteps", positions: [{ step: "id of A", x: 5, y: 7 }] },
      { op: "addNote", note: { id: "n", text: "why" } },
    );
    expect(logic).toEqual([]);
    expect(layout).toEqual([
      { kind: "moved", of: "position", id: "id of A", name: "A", path: "$.layout.steps[0]" },
      { kind: "added", of: "note", id: "n", path: "$.layout.notes[0]", to: { id: "n", text: "why" } },
    ]);
  });

  test("says of an order of steps only what moved", () => {
    const { logic } = diffAfter(flow, { op: "reorderStep", step: "id of C", before: "id of A" });
    expect(logic).toEqual([
      { kind: "moved", of: "step", id: "id of C", name: "C", path: "$.steps[0]", from: 2, to: 0 },
    ]);
  });
});

test("two documents differ exactly when the diff names something, and each way tells the same", () => {
  const logicOf = ({ document, stepIds }: EditState) => {
    const { layout: _, ...logic } = document;
    return { logic, stepIds: [...stepIds] };
  };
  let different = 0;
  fc.assert(
    fc.property(editState, fc.array(operation, { maxLength: 4 }), (start, operations) => {
      let end = start;
      for (const operation of operations) {
        try {
          end = applyOperation(end, operation).state;
        } catch (error) {
          if (!isSluiceError(error, "edit_does_not_apply")) throw error;
        }
      }
      expect(diffDocuments(start, start)).toEqual({ logic: [], layout: [] });
      const there = diffDocuments(start, end);
      const back = diffDocuments(end, start);
      const isEqual = isJsonEqual(logicOf(start), logicOf(end));
      // Names that edges follow are no difference, and never the only one.
      expect(there.logic.length === 0).toBe(isEqual || isOrderOfOneVariable(start, end));
      const count = (kind: string, items: { kind: string }[]) => items.filter((item) => item.kind === kind).length;
      expect(count("added", there.logic)).toBe(count("removed", back.logic));
      expect(count("moved", there.logic)).toBe(count("moved", back.logic));
      if (!isEqual) different += 1;
    }),
    { numRuns: 1_000 },
  );
  expect(different).toBeGreaterThan(300);
});

/** Variables have no order that anything could see. */
function isOrderOfOneVariable(start: EditState, end: EditState): boolean {
  const rest = ({ document, stepIds }: EditState) => {
    const { layout: _, app_variables: _variables, ...logic } = document;
    return { logic, stepIds: [...stepIds] };
  };
  const list = ({ document }: EditState) => {
    const variables = document.app_variables ?? [];
    return Array.isArray(variables) ? variables.map((item) => JSON.stringify(item, sortedKeys)).sort() : variables;
  };
  return isJsonEqual(rest(start), rest(end)) && isJsonEqual(list(start), list(end));
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { describe, expect, it } from "vitest";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { editDocument } from "./buildState.ts";

const layout = {
  version: 1,
  steps: [{ step: "A", x: 0, y: 0 }],
  groups: [
    { id: "outer", title: "Outer", steps: [] },
    { id: "middle", title: "Middle", steps: [], parent: "outer" },
    { id: "inner", title: "Inner", steps: [], parent: "middle" },
  ],
  notes: [{ id: "n", text: "t" }],
};
const document = { steps: [{ name: "A" }, { name: "B" }], layout };

function edit(operation: EditOperation): unknown {
  return editDocument(document, operation).layout;
}

describe("the layout", () => {
  it("moves cards, also one whose position has only a name, and one that had none", () => {
    const positions = [
      { step: "id of A", x: 3, y: 4 },
      { step: "id of B", x: 5, y: 6 },
    ];
    expect(edit({ op: "moveSteps", positions })).toEqual({
      ...layout,
      steps: [
        { step: "A", x: 3, y: 4 },
        { id: "id of B", step: "B", x: 5, y: 6 },
      ],
    });
  });

  it("adds, changes and removes notes", () => {
    expect(edit({ op: "addNote", note: { id: "m" }, before: "n" })).toMatchObject({
      notes: [{ id: "m" }, { id: "n" }],
    });
    expect(edit({ op: "setNote", id: "n", key: "text", value: "u" })).toMatchObject({
      notes: [{ id: "n", text: "u" }],
    });
    expect(edit({ op: "removeNote", id: "n" })).toMatchObject({ notes: [] });
  });

  it("gives the groups in a removed group to its parent", () => {
    expect(edit({ op: "removeGroup", id: "middle" })).toMatchObject({
      groups: [{ id: "outer" }, { id: "inner", parent: "outer" }],
    });
    expect(edit({ op: "setGroup", id: "inner", key: "parent" })).toMatchObject({
      groups: { 2: { id: "inner", title: "Inner", steps: [] } },
    });
  });

  describe("of another data folder", () => {
    const foreign = {
      ...layout,
      steps: [{ id: "f", step: "A", x: 0, y: 0 }],
      groups: [{ id: "g", steps: ["f", "B"] }],
      notes: [{ id: "n", text: "t", step: "B" }],
    };
    const change = (operation: EditOperation): unknown =>
      editDocument({ ...document, layout: foreign }, operation).layout;

    it("gives up the steps that are removed", () => {
      expect(change({ op: "removeStep", step: "id of A" })).toMatchObject({ steps: [], groups: [{ steps: ["B"] }] });
      expect(change({ op: "removeStep", step: "id of B" })).toMatchObject({
        groups: [{ steps: ["f"] }],
        notes: [{ id: "n", text: "t" }],
      });
    });

    it("keeps the steps that are renamed", () => {
      expect(change({ op: "renameStep", step: "id of A", name: "C" })).toMatchObject({
        steps: [{ id: "f", step: "C" }],
        groups: [{ steps: ["f", "B"] }],
      });
      expect(change({ op: "renameStep", step: "id of B", name: "C" })).toMatchObject({
        groups: [{ steps: ["f", "id of B"] }],
        notes: [{ step: "id of B" }],
      });
    });
  });

  it("refuses what is gone, taken or has no id", () => {
    expect(() => edit({ op: "removeNote", id: "gone" })).toThrow("no longer exists");
    expect(() => edit({ op: "addGroup", group: { id: "outer" } })).toThrow("exists already");
    expect(() => edit({ op: "addNote", note: {} })).toThrow("needs an id");
    expect(() => edit({ op: "setNote", id: "n", key: "id", value: "m" })).toThrow("never changes");
    expect(() => edit({ op: "moveSteps", positions: [{ step: "gone", x: 0, y: 0 }] })).toThrow("no longer exists");
  });
});

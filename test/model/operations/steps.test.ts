import { describe, expect, it } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import { buildLookup, buildManifest, buildParameter } from "../buildManifest.ts";
import { buildState, editDocument } from "./buildState.ts";

const document = {
  name: "app",
  app_variables: [],
  steps: [
    { name: "A", file: "X", output_to: ["B", "C"], error_to: ["C"], routes: { yes: ["B"], no: ["C"] } },
    { name: "B", file: "X", earlier: "A" },
    { name: "C", file: "X", data_from: ["B"] },
  ],
  layout: {
    version: 1,
    steps: [
      { id: "id of A", step: "A", x: 0, y: 0 },
      { id: "id of C", step: "C", x: 1, y: 1 },
    ],
    groups: [{ id: "g", title: "G", colour: "red", steps: ["id of A", "id of C"], folded: false }],
    notes: [{ id: "n", text: "why", x: 0, y: 0, w: 1, h: 1, colour: "red", step: "id of C" }],
  },
};

describe("adding a step", () => {
  it("puts it last or before another one, with its card", () => {
    const entry = { name: "D", file: "X" };
    const last = applyOperation(buildState(document), { op: "addStep", step: "d", entry, at: { x: 5, y: 6 } }).state;
    expect(last.stepIds).toEqual(["id of A", "id of B", "id of C", "d"]);
    expect(last.document.steps).toEqual([...document.steps, entry]);
    expect(last.document.layout).toMatchObject({ steps: { 2: { id: "d", step: "D", x: 5, y: 6 } } });
    const before = { op: "addStep", step: "d", entry, before: "id of B" } as const;
    expect(editDocument(document, before).steps).toEqual(document.steps.toSpliced(1, 0, entry as never));
  });

  it("makes the layout when there is none", () => {
    const edited = editDocument({ steps: [] }, { op: "addStep", step: "d", entry: { name: "D" }, at: { x: 1, y: 2 } });
    expect(edited).toEqual({
      steps: [{ name: "D" }],
      layout: { version: 1, steps: [{ id: "d", step: "D", x: 1, y: 2 }], groups: [], notes: [] },
    });
  });

  it.each([
    [{ name: "A" }, "d", "already a step"],
    [{ name: "" }, "d", "needs a name"],
    [{}, "d", "needs a name"],
    [{ name: "D" }, "id of A", "id exists already"],
  ])("refuses the entry %j with id %j", (entry, step, reason) => {
    expect(() => editDocument(document, { op: "addStep", step, entry })).toThrow(reason);
  });
});

describe("removing a step", () => {
  it("takes its edges, routes, card and memberships along and leaves notes", () => {
    expect(editDocument(document, { op: "removeStep", step: "id of C" })).toEqual({
      name: "app",
      app_variables: [],
      steps: [{ name: "A", file: "X", output_to: ["B"], routes: { yes: ["B"] } }, document.steps[1]],
      layout: {
        version: 1,
        steps: [document.layout.steps[0]],
        groups: [{ id: "g", title: "G", colour: "red", steps: ["id of A"], folded: false }],
        notes: [{ id: "n", text: "why", x: 0, y: 0, w: 1, h: 1, colour: "red" }],
      },
    });
  });

  it("keeps the edges when another step has the same name", () => {
    const steps = [{ name: "A", output_to: ["B"] }, { name: "B" }, { name: "B" }];
    const state = { document: { steps }, stepIds: ["1", "2", "3"] };
    expect(applyOperation(state, { op: "removeStep", step: "2" }).state).toEqual({
      document: { steps: [steps[0], steps[2]] },
      stepIds: ["1", "3"],
    });
  });

  it("refuses a step that is gone", () => {
    expect(() => editDocument(document, { op: "removeStep", step: "gone" })).toThrow("no longer exists");
  });
});

describe("renaming a step", () => {
  it("moves edges of both sides, error edges, routes and layout along and keeps the id", () => {
    const { state } = applyOperation(buildState(document), { op: "renameStep", step: "id of C", name: "Z" });
    expect(state.stepIds).toEqual(buildState(document).stepIds);
    expect(state.document.steps).toEqual([
      { name: "A", file: "X", output_to: ["B", "Z"], error_to: ["Z"], routes: { yes: ["B"], no: ["Z"] } },
      document.steps[1],
      { name: "Z", file: "X", data_from: ["B"] },
    ]);
    expect(state.document.layout).toMatchObject({ steps: [{ step: "A" }, { id: "id of C", step: "Z" }] });
  });

  it("moves data_from along", () => {
    const edited = editDocument(document, { op: "renameStep", step: "id of B", name: "Z" });
    expect(edited.steps).toMatchObject({ 2: { data_from: ["Z"] } });
  });

  it("moves step parameters along, and leaves keys that are parameters, when it knows the classes", () => {
    const manifests = buildLookup(
      buildManifest({
        file: "X",
        parameters: [buildParameter({ name: "earlier", kind: "step" }), buildParameter({ name: "error_to" })],
      }),
    );
    const steps = [
      { name: "A", file: "X" },
      { name: "B", file: "X", earlier: "A", error_to: ["A"], other: "A" },
    ];
    const operation = { op: "renameStep", step: "id of A", name: "Z" } as const;
    expect(applyOperation(buildState({ steps }), operation, manifests).state.document.steps).toEqual([
      { name: "Z", file: "X" },
      { name: "B", file: "X", earlier: "Z", error_to: ["A"], other: "A" },
    ]);
  });

  it("leaves edges alone that mean another step of the same name", () => {
    const steps = [{ name: "A", output_to: ["B"] }, { name: "B" }, { name: "B" }];
    const state = { document: { steps }, stepIds: ["1", "2", "3"] };
    expect(applyOperation(state, { op: "renameStep", step: "3", name: "C" }).state.document.steps).toEqual([
      steps[0],
      steps[1],
      { name: "C" },
    ]);
  });

  it("refuses a name that is taken or empty", () => {
    expect(() => editDocument(document, { op: "renameStep", step: "id of C", name: "A" })).toThrow('step named "A"');
    expect(() => editDocument(document, { op: "renameStep", step: "id of C", name: "" })).toThrow("needs a name");
  });
});

it("reorders a step in the list, id and all", () => {
  const { state } = applyOperation(buildState(document), { op: "reorderStep", step: "id of C", before: "id of A" });
  expect(state.stepIds).toEqual(["id of C", "id of A", "id of B"]);
  expect(state.document.steps).toEqual([document.steps[2], document.steps[0], document.steps[1]]);
});

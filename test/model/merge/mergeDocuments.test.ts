import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isJsonEqual, type JsonObject } from "../../../core/base/json.ts";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import { mergeDocuments } from "../../../core/model/merge/mergeDocuments.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { operation } from "../operations/arbitraries.ts";
import { buildState } from "../operations/buildState.ts";

const flow: JsonObject = {
  name: "flow",
  app_variables: [{ name: "city", value: "Oslo" }],
  steps: [
    { name: "A", file: "Q", output_to: ["B"], url: "u", headers: { a: 1 } },
    { name: "B", file: "Q" },
    { name: "C", file: "Q" },
  ],
  layout: { version: 1, steps: [{ id: "id of A", step: "A", x: 0, y: 0 }], groups: [], notes: [] },
};
const base = buildState(flow);
const [a, b, c] = ["id of A", "id of B", "id of C"];

function edited(...operations: EditOperation[]): EditState {
  return operations.reduce((state, operation) => applyOperation(state, operation).state, base);
}

function stepOf(state: EditState, id: string): unknown {
  return (state.document.steps as unknown[])[state.stepIds.indexOf(id)];
}

describe("a merge", () => {
  test("takes different fields of one step from both sides", () => {
    const theirs = edited({ op: "setParameter", step: a, path: ["url"], value: "v" });
    const mine = edited({ op: "setParameter", step: a, path: ["headers", "b"], value: 2 });
    const { state, conflicts } = mergeDocuments({ base, theirs, mine });
    expect(conflicts).toEqual([]);
    expect(stepOf(state, a)).toEqual({ name: "A", file: "Q", output_to: ["B"], url: "v", headers: { a: 1, b: 2 } });
  });

  test("lists a field that both changed, keeps mine, and takes theirs when it is chosen", () => {
    const theirs = edited({ op: "setParameter", step: a, path: ["url"], value: "v" });
    const mine = edited({ op: "setParameter", step: a, path: ["url"], value: "w" });
    const { state, conflicts } = mergeDocuments({ base, theirs, mine });
    expect(conflicts).toMatchObject([
      { of: "step", subject: a, name: "A", path: ["url"], base: "u", theirs: "v", mine: "w" },
    ]);
    expect(stepOf(state, a)).toMatchObject({ url: "w" });
    const chosen = mergeDocuments({ base, theirs, mine }, { [conflicts[0]?.id ?? ""]: "theirs" });
    expect(stepOf(chosen.state, a)).toMatchObject({ url: "v" });
  });

  test("lets an edge of one side follow a rename of the other", () => {
    const theirs = edited({ op: "renameStep", step: b, name: "Better" });
    const mine = edited({ op: "connect", kind: "output", from: c, to: b });
    const { state, conflicts } = mergeDocuments({ base, theirs, mine });
    expect(conflicts).toEqual([]);
    expect(stepOf(state, c)).toMatchObject({ output_to: ["Better"] });
    expect(stepOf(state, a)).toMatchObject({ output_to: ["Better"] });
  });

  test("keeps edges that either side added and drops those that either removed", () => {
    const theirs = edited({ op: "disconnect", kind: "output", from: a, to: b });
    const mine = edited({ op: "connect", kind: "output", from: a, to: c });
    const { state, conflicts } = mergeDocuments({ base, theirs, mine });
    // Their list went with its last edge; mine has one more.
    expect(conflicts).toEqual([]);
    expect(stepOf(state, a)).toMatchObject({ output_to: ["C"] });
    const both = mergeDocuments({
      base,
      theirs: edited({ op: "connect", kind: "output", from: a, to: c, output: "x" }),
      mine: edited(
        { op: "addStep", step: "n", entry: { name: "N" } },
        { op: "connect", kind: "output", from: a, to: "n" },
      ),
    });
    expect(both.conflicts).toEqual([]);
    expect(stepOf(both.state, a)).toMatchObject({ output_to: ["B", "N", "C"], routes: { x: ["C"] } });
  });

  test("says when one side removed what the other changed, and removes it with its edges when that is chosen", () => {
    const theirs = edited({ op: "removeStep", step: b });
    const mine = edited({ op: "setParameter", step: b, path: ["url"], value: "w" });
    const { state, conflicts } = mergeDocuments({ base, theirs, mine });
    expect(conflicts).toMatchObject([{ of: "step", subject: b, name: "B", path: [], mine: { name: "B", url: "w" } }]);
    expect(stepOf(state, b)).toMatchObject({ url: "w" });
    const chosen = mergeDocuments({ base, theirs, mine }, { [conflicts[0]?.id ?? ""]: "theirs" });
    expect(chosen.state.stepIds).toEqual([a, c]);
    expect(chosen.state.document.steps).toEqual([
      { name: "A", file: "Q", url: "u", headers: { a: 1 } },
      { name: "C", file: "Q" },
    ]);
  });

  test("keeps new steps of one name apart and lets the edges follow", () => {
    const theirs = edited({ op: "addStep", step: "t", entry: { name: "New", file: "T" } });
    const mine = edited(
      { op: "addStep", step: "m", entry: { name: "New", file: "M" } },
      { op: "connect", kind: "output", from: c, to: "m" },
    );
    const { state, conflicts, renamed } = mergeDocuments({ base, theirs, mine });
    expect(conflicts).toEqual([]);
    expect(renamed).toEqual([{ step: "m", from: "New", to: "New 2" }]);
    expect(stepOf(state, c)).toMatchObject({ output_to: ["New 2"] });
    expect(stepOf(state, "t")).toMatchObject({ name: "New", file: "T" });
  });

  test("never conflicts over the layout", () => {
    const move = (x: number): EditState => edited({ op: "moveSteps", positions: [{ step: a, x, y: 0 }] });
    const mine = applyOperation(move(2), { op: "moveSteps", positions: [{ step: c, x: 9, y: 9 }] }).state;
    const { state, conflicts } = mergeDocuments({ base, theirs: move(1), mine });
    expect(conflicts).toEqual([]);
    expect(state.document.layout).toEqual(mine.document.layout);
  });

  test("merges variables by name", () => {
    const theirs = edited({ op: "addVariable", variable: { name: "t", value: 1 } });
    const mine = edited({ op: "setVariable", name: "city", variable: { name: "city", value: "Rome" } });
    const { state, conflicts } = mergeDocuments({ base, theirs, mine });
    expect(conflicts).toEqual([]);
    expect(state.document.app_variables).toEqual([
      { name: "city", value: "Rome" },
      { name: "t", value: 1 },
    ]);
  });
});

const sound: EditState = {
  document: {
    name: "flow",
    app_variables: [{ name: "A", value: 1 }, { name: "B" }],
    steps: [
      { name: "A", file: "X", output_to: ["B"] },
      { name: "B", file: "X", data_from: ["A"], error_to: ["C"] },
      { name: "C", file: "X", url: { a: { b: 1 } } },
      { name: "D", file: "X", output_to: ["C"], routes: { yes: ["C"] } },
    ],
    layout: { version: 1, steps: [], groups: [{ id: "g1", title: "g", steps: ["s0"] }], notes: [] },
  },
  stepIds: ["s0", "s1", "s2", "s3"],
};

function tryApply(state: EditState, operation: EditOperation): EditState | undefined {
  try {
    return applyOperation(state, operation).state;
  } catch (error) {
    if (isSluiceError(error, "edit_does_not_apply")) return undefined;
    throw error;
  }
}

/** Pins belong to a draft and are no part of what is merged. */
const ofDocument = operation.filter(({ op }) => op !== "setPin");
const gentle = operation.filter(({ op }) => op !== "replaceDocument" && op !== "setAppVariables");

test("a side that changed nothing gives way wholly, and both sides alike are one", () => {
  fc.assert(
    fc.property(fc.array(ofDocument, { maxLength: 3 }), (operations) => {
      const changed = operations.reduce((state, operation) => tryApply(state, operation) ?? state, sound);
      const none = { conflicts: [], renamed: [], state: changed };
      expect(mergeDocuments({ base: sound, theirs: changed, mine: sound })).toEqual(none);
      expect(mergeDocuments({ base: sound, theirs: sound, mine: changed })).toEqual(none);
      expect(mergeDocuments({ base: sound, theirs: changed, mine: changed })).toEqual(none);
    }),
  );
});

test("edits of other steps than the other side's are all there, without a conflict", () => {
  const own = (step: string) =>
    fc.record({
      op: fc.constant("setParameter" as const),
      step: fc.constant(step),
      path: fc.constantFrom(["url"], ["url", "a"], ["k"]),
      value: fc.option(fc.nat(5), { nil: undefined }),
    });
  let merged = 0;
  fc.assert(
    fc.property(fc.array(own("s0"), { maxLength: 3 }), fc.array(own("s2"), { maxLength: 3 }), (one, two) => {
      const run = (start: EditState, list: EditOperation[]) =>
        list.reduce((state, operation) => tryApply(state, operation) ?? state, start);
      const [theirs, mine] = [run(sound, one), run(sound, two)];
      const { state, conflicts } = mergeDocuments({ base: sound, theirs, mine });
      expect(conflicts).toEqual([]);
      expect(isJsonEqual(state.document, run(theirs, two).document)).toBe(true);
      merged += 1;
    }),
  );
  expect(merged).toBeGreaterThan(50);
});

test("a merge of anything has a step for each id, and both sides see the same conflicts whatever is chosen", () => {
  let conflicting = 0;
  const path = fc.constantFrom(["url"], ["url", "a"]);
  const step = fc.constantFrom("s0", "s2");
  const value = fc.record({ op: fc.constant("setParameter" as const), step, path, value: fc.nat(3) });
  const few = fc.array(fc.oneof(gentle, value), { maxLength: 6 });
  fc.assert(
    fc.property(few, few, (one, two) => {
      const run = (list: EditOperation[]) =>
        list.reduce((state, operation) => tryApply(state, operation) ?? state, sound);
      const [theirs, mine] = [run(one), run(two)];
      const { state, conflicts } = mergeDocuments({ base: sound, theirs, mine });
      expect(state.document.steps).toHaveLength(state.stepIds.length);
      expect(new Set(state.stepIds).size).toBe(state.stepIds.length);
      if (conflicts.length === 0) return;
      conflicting += 1;
      const choices = Object.fromEntries(conflicts.map(({ id }) => [id, "theirs" as const]));
      const chosen = mergeDocuments({ base: sound, theirs, mine }, choices);
      expect(chosen.conflicts.map(({ id }) => id)).toEqual(conflicts.map(({ id }) => id));
      const other = mergeDocuments({ base: sound, theirs: mine, mine: theirs });
      expect(other.conflicts.map(({ id }) => id).sort()).toEqual(conflicts.map(({ id }) => id).sort());
    }),
    { numRuns: 1_000 },
  );
  expect(conflicting).toBeGreaterThan(20);
});

import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../core/base/json.ts";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { isStepBaseKey } from "../../../core/model/stepKeys.ts";
import { heightOfCard, offsetOfOutput } from "../../../renderer/state/flow/cardSize.ts";
import type { Flow } from "../../../renderer/state/flow/Flow.ts";
import { findConnectRefusal, type Wire } from "../../../renderer/state/flow/findConnectRefusal.ts";
import { findDownstream, findUpstream } from "../../../renderer/state/flow/reach.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { listCases } from "../../support/cases.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { buildManifest, lookupOf } from "../support/buildManifest.ts";

const none = (): undefined => undefined;
const edgesOf = (flow: Flow): string[] => flow.edges.map(({ id }) => id.replaceAll("id-", ""));

describe("the picture of a document", () => {
  test("has one edge for each output that leads somewhere, and tells their kinds apart", () => {
    const state = buildEditState({
      a: { output_to: ["b", "c"], error_to: ["d"], routes: { big: ["c"], huge: ["c"] } },
      b: {},
      c: {},
      d: { data_from: ["b"] },
    });
    expect(edgesOf(readFlow({ state, manifests: none }))).toEqual([
      "success:a:b",
      "route:a:c:big",
      "route:a:c:huge",
      "error:a:d",
      "success:b:d",
    ]);
  });

  test("leaves out edges to steps that do not exist and does not throw for a wrong layout", () => {
    const state = buildEditState(
      { a: { output_to: ["gone"], disabled: "True" } },
      { layout: { steps: 3, notes: [1] } },
    );
    const flow = readFlow({ state, manifests: none });
    expect(flow.edges).toEqual([]);
    expect(flow.steps[0]).toMatchObject({ disabled: true, at: undefined });
  });

  test("reads places by id, and by name in a layout from elsewhere", () => {
    const steps = [
      { id: "id-a", step: "a", x: 4, y: 8 },
      { id: "foreign", step: "b", x: 40, y: 80 },
    ];
    const state = buildEditState({ a: {}, b: {} }, { layout: { version: 1, steps } });
    expect(readFlow({ state, manifests: none }).steps.map(({ at }) => at)).toEqual([
      { x: 4, y: 8 },
      { x: 40, y: 80 },
    ]);
  });

  test("finds the members of groups and the steps of notes by id, by the id of another data folder, and by name", () => {
    const layout = {
      version: 1,
      steps: [{ id: "foreign", step: "b", x: 40, y: 80 }],
      groups: [{ id: "g", title: "G", steps: ["id-a", "foreign", "c", "gone"] }],
      notes: [
        { id: "n", text: "x", x: 0, y: 0, w: 100, h: 50, step: "foreign" },
        { id: "m", text: "y", x: 0, y: 0, w: 100, h: 50 },
      ],
    };
    const flow = readFlow({ state: buildEditState({ a: {}, b: {}, c: {} }, { layout }), manifests: none });
    expect(flow.groups[0]?.steps).toEqual(["id-a", "id-b", "id-c", "gone"]);
    expect(flow.notes.map(({ step }) => step)).toEqual(["id-b", undefined]);
  });

  test("has a handle for each declared output, each row of a parameter and each route that is written", () => {
    const manifests = lookupOf(
      buildManifest({ file: "Switch", outputs: [{ name: "yes", title: "Yes" }, { name: "no" }] }),
      buildManifest({ file: "Rows", outputsFrom: "cases" }),
    );
    const state = buildEditState({
      a: { file: "Switch", routes: { other: ["c"] }, output_to: ["c"] },
      b: { file: "Rows", cases: [{ name: "small" }, "large", 3] },
      c: {},
    });
    expect(readFlow({ state, manifests }).steps.map(({ outputs }) => outputs.map(({ title }) => title))).toEqual([
      ["Yes", "no", "other"],
      ["small", "large"],
      [""],
    ]);
  });

  test("gives back what did not change as the same object", () => {
    const state = buildEditState({ a: { output_to: ["b"] }, b: {} }, { layout: { groups: [{ id: "g", steps: [] }] } });
    const before = readFlow({ state, manifests: none });
    const copy = { ...state, document: { ...state.document, description: "new" } };
    const after = readFlow({ state: copy, manifests: none, before });
    expect([after.steps, after.edges, after.groups]).toEqual([before.steps, before.edges, before.groups]);
    expect(after.steps).toBe(before.steps);
    expect(after.edges).toBe(before.edges);
    expect(after.groups).toBe(before.groups);
  });

  test("reads only the steps in which values changed, and gives the same as reading all", () => {
    const manifests = lookupOf(buildManifest({ file: "Rows", outputsFrom: "cases" }));
    const steps = { a: { output_to: ["b"], file: "Rows", cases: ["x"], text: "1" }, b: { error_to: ["a"] } };
    const state = buildEditState(steps, { layout: { steps: [{ id: "id-a", x: 0, y: 4 }] } });
    const before = readFlow({ state, manifests });
    const set = (key: string, value: JsonValue) => {
      const [op, path] = isStepBaseKey(key)
        ? (["setBase", { key }] as const)
        : (["setParameter", { path: [key] }] as const);
      return applyOperation(state, { op, step: "id-a", value, ...path } as EditOperation, manifests).state;
    };
    for (const next of [set("text", "2"), set("cases", ["x", "y"]), set("output_to", []), set("disabled", true)]) {
      const flow = readFlow({ state: next, manifests, before, from: state });
      expect(flow).toEqual(readFlow({ state: next, manifests }));
      expect(flow.steps[1]).toBe(before.steps[1]);
    }
    const typed = readFlow({ state: set("text", "2"), manifests, before, from: state });
    expect([typed.edges === before.edges, typed.groups === before.groups]).toEqual([true, true]);
    const wider = readFlow({ state: set("cases", ["x", "y"]), manifests, before, from: state });
    expect(wider.steps[0]?.outputs.map(({ name }) => name)).toEqual(["x", "y"]);
  });

  test("takes any edit of a whole application for what it is", () => {
    const random = seededRandom(3);
    const manifests = lookupOf(buildManifest({ file: "Log" }));
    const names = Array.from({ length: 8 }, (_, index) => `s${index}`);
    let state = buildEditState(Object.fromEntries(names.map((name) => [name, { file: "Log" }])));
    let flow = readFlow({ state, manifests });
    const pick = (): string => `id-${names[Math.floor(random.next() * names.length)]}`;
    const edits: (() => EditOperation)[] = [
      () => ({ op: "setParameter", step: pick(), path: ["message"], value: random.next() }),
      () => ({ op: "connect", kind: "output", from: pick(), to: pick() }),
      () => ({ op: "setBase", step: pick(), key: "disabled", value: random.next() < 0.5 }),
      () => ({ op: "setPin", step: pick(), value: [1] }),
      () => ({ op: "renameStep", step: pick(), name: `n${random.next()}` }),
    ];
    for (let round = 0; round < 200; round += 1) {
      const edit = edits[Math.floor(random.next() * edits.length)];
      try {
        if (edit === undefined) continue;
        const next = applyOperation(state, edit(), manifests).state;
        flow = readFlow({ state: next, manifests, before: flow, from: state });
        state = next;
      } catch (error) {
        expect(String(error)).toMatch(/SluiceError/);
      }
      expect(flow).toEqual(readFlow({ state, manifests }));
    }
  });

  test("gives every output a place on the card", () => {
    const outputs = [
      { name: "yes", title: "" },
      { name: "no", title: "" },
    ];
    expect([heightOfCard({ outputs: [] }), heightOfCard({ outputs })]).toEqual([56, 100]);
    expect(offsetOfOutput({ outputs }, "no") - offsetOfOutput({ outputs }, "yes")).toBe(20);
    expect(offsetOfOutput({ outputs: [] }, "")).toBe(28);
    // One that has a name says it at its handle too; the plain one has none.
    const [only = { name: "", title: "" }] = outputs;
    expect([heightOfCard({ outputs: [only] }), offsetOfOutput({ outputs: [only] }, "yes")]).toEqual([80, 66]);
    expect(heightOfCard({ outputs: [{ name: "", title: "" }] })).toBe(56);
  });
});

const cases = [...listCases("wfcommons"), ...listCases("prismatic"), ...listCases("node-red")];
describe.skipIf(cases.length === 0)("flows from outside", () => {
  test.each(cases)("$name has all its steps and edges", ({ text, oracle }) => {
    const document = JSON.parse(text);
    const stepIds = document.steps.map((_: unknown, index: number) => String(index));
    const flow = readFlow({ state: { document, stepIds }, manifests: none });
    expect(flow.steps).toHaveLength(oracle.n_steps);
    expect(flow.edges).toHaveLength(oracle.n_edges);
  });
});

describe("a wire", () => {
  const state = buildEditState({ a: { output_to: ["b"], routes: { x: ["b"] } }, b: { error_to: ["c"] }, c: {} });
  const flow = readFlow({ state, manifests: none });
  const wire = (from: string, to: string, more: Partial<Wire> = {}): string | undefined =>
    findConnectRefusal(flow, { from: `id-${from}`, to: `id-${to}`, kind: "output", output: "", ...more });

  test("is refused to itself, in a cycle over edges of both kinds, and when it is there", () => {
    expect(wire("a", "a")).toBe("self");
    expect(wire("c", "a")).toBe("cycle");
    expect(wire("a", "b")).toBe("duplicate");
    expect(wire("a", "b", { output: "x" })).toBe("duplicate");
    expect(wire("b", "c", { kind: "error" })).toBe("duplicate");
    expect(wire("a", "gone")).toBe("missing");
  });

  test("is accepted when it is new, beside an edge of the other kind too", () => {
    expect(wire("a", "c")).toBeUndefined();
    expect(wire("a", "b", { kind: "error" })).toBeUndefined();
    expect(wire("a", "b", { output: "y" })).toBeUndefined();
    expect(wire("b", "c")).toBeUndefined();
  });

  test("leads downstream and upstream over every kind of edge", () => {
    expect([...findDownstream(flow, ["id-a"])].sort()).toEqual(["id-b", "id-c"]);
    expect([...findUpstream(flow, ["id-c"])].sort()).toEqual(["id-a", "id-b"]);
  });
});

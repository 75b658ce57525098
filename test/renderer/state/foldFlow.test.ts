import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import { toEdges } from "../../../renderer/canvas/view/toEdges.ts";
import { toNodes } from "../../../renderer/canvas/view/toNodes.ts";
import { toClip } from "../../../renderer/state/clipboard/Clip.ts";
import { spreadFolds, toLayoutGraph } from "../../../renderer/state/edits/arrange.ts";
import { deleteSelection } from "../../../renderer/state/edits/deleteSelection.ts";
import type { Flow } from "../../../renderer/state/flow/Flow.ts";
import { findConnectRefusal } from "../../../renderer/state/flow/findConnectRefusal.ts";
import { findShownCard, foldFlow } from "../../../renderer/state/flow/foldFlow.ts";
import { groupTreeOf } from "../../../renderer/state/flow/GroupTree.ts";
import { listOutline } from "../../../renderer/state/flow/listOutline.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { lookOfCard } from "../../../renderer/state/live/lookOfCard.ts";
import { nothingSelected } from "../../../renderer/state/session/SessionState.ts";
import { buildEditState } from "../support/buildEditState.ts";

/** a and b lead to c, c to d and e; c and d lie in `inner`, that lies in `outer` with b. */
function flowWith(folded: { inner?: boolean; outer?: boolean }): Flow {
  const at = (name: string, x: number, y: number): JsonObject => ({ id: `id-${name}`, step: name, x, y });
  const steps = {
    a: { output_to: ["c"], error_to: ["d"] },
    b: { output_to: ["c"] },
    c: { output_to: ["d", "e"] },
    d: { output_to: ["e"] },
    e: {},
  };
  const layout = {
    version: 1,
    steps: [at("a", 0, 0), at("b", 0, 100), at("c", 300, 40), at("d", 600, 20), at("e", 900, 0)],
    groups: [
      {
        id: "inner",
        title: "Inner",
        colour: "blue",
        steps: ["id-c", "id-d"],
        parent: "outer",
        folded: folded.inner === true,
      },
      { id: "outer", title: "Outer", colour: "", steps: ["id-b"], folded: folded.outer === true },
    ],
    notes: [{ id: "n", text: "On c", x: 300, y: 200, w: 200, h: 96, colour: "", step: "id-c" }],
  };
  return readFlow({ state: buildEditState(steps, { layout }), manifests: () => undefined });
}

const edgesOf = (flow: Flow): string[] =>
  flow.edges.map(({ kind, from, to, count }) => `${kind} ${from} ${to} ${count}`);

describe("a flow with folded groups", () => {
  test("is the flow itself while nothing is folded", () => {
    const flow = flowWith({});
    expect(foldFlow(flow)).toBe(flow);
  });

  test("shows a folded group as one card, with one edge for each pair of ends and kind, and their number", () => {
    const seen = foldFlow(flowWith({ inner: true }));
    expect(seen.steps.map(({ id }) => id)).toEqual(["id-a", "id-b", "id-e", "group:inner"]);
    expect(seen.byId.get("group:inner")).toMatchObject({ name: "Inner", at: { x: 300, y: 20 } });
    expect(edgesOf(seen)).toEqual([
      "success id-a group:inner 1",
      "error id-a group:inner 1",
      "success id-b group:inner 1",
      "success group:inner id-e 2",
    ]);
    expect(seen.groups.map(({ id }) => id)).toEqual(["outer"]);
    expect(seen.notes).toEqual([]);
  });

  test("shows only the outermost of folded groups", () => {
    const seen = foldFlow(flowWith({ inner: true, outer: true }));
    expect(seen.steps.map(({ id }) => id)).toEqual(["id-a", "id-e", "group:outer"]);
    expect(seen.byId.get("group:outer")?.fold?.steps.map(({ name }) => name)).toEqual(["b", "c", "d"]);
    expect(seen.groups).toEqual([]);
  });

  test("says where a step is seen", () => {
    expect(findShownCard(flowWith({ inner: true }), "id-c")).toMatchObject({ x: 300, y: 20 });
    expect(findShownCard(flowWith({}), "id-c")).toMatchObject({ x: 300, y: 40 });
    expect(findShownCard(flowWith({}), "gone")).toBeUndefined();
  });

  test("has the worst state inside on the card", () => {
    const card = foldFlow(flowWith({ inner: true })).byId.get("group:inner");
    const states: Record<string, Partial<StepRunRecord>> = {
      "id-c": { state: "SUCCESS" },
      "id-d": { state: "FAILURE" },
    };
    const live = { step: (id: string) => states[id] as StepRunRecord | undefined };
    expect(card && lookOfCard(live, card)).toBe("failed");
  });

  test("takes no wires at the card of a group", () => {
    const flow = flowWith({ inner: true });
    expect(findConnectRefusal(flow, { from: "id-a", to: "group:inner", kind: "output", output: "" })).toBe("folded");
  });

  test("becomes elements: a card, a frame around it, edges that one cannot take hold of", () => {
    const flow = foldFlow(flowWith({ inner: true }));
    const plan = {
      detail: "full",
      paintsEdges: false,
      steps: flow.steps,
      edges: flow.edges,
      covered: undefined,
    } as const;
    const selection = { ...nothingSelected, steps: new Set(["id-d"]) };
    const nodes = toNodes({ flow, plan, selection, drag: undefined, before: new Map() });
    expect(nodes.map(({ id, type, selected }) => [id, type, selected])).toEqual([
      ["group:outer", "frame", false],
      ["id-a", "step", false],
      ["id-b", "step", false],
      ["id-e", "step", false],
      // A step in it is selected, so the card is marked.
      ["group:inner", "fold", true],
    ]);
    expect(nodes[0]).toMatchObject({ position: { x: -16, y: -24 }, width: 300 + 208 + 32 });
    const edges = toEdges({ flow, plan, selection, before: new Map() });
    expect(edges.every(({ selectable }) => selectable === false)).toBe(true);
  });

  test("is arranged with the group as one box, and what is in it moves along", () => {
    const flow = flowWith({ inner: true });
    expect(toLayoutGraph(flow).nodes.map(({ id }) => id)).toEqual(["id-a", "id-b", "id-e", "group:inner"]);
    const spread = spreadFolds(flow, [{ id: "group:inner", x: 100, y: 200 }]);
    expect(spread).toEqual([
      { id: "id-c", x: 100, y: 220 },
      { id: "id-d", x: 400, y: 200 },
    ]);
  });

  test("loses all that is in a folded group with its card, and only the frame of an open one", () => {
    const selection = { ...nothingSelected, groups: new Set(["outer"]) };
    expect(deleteSelection(flowWith({}), selection)).toEqual([{ op: "removeGroup", id: "outer" }]);
    expect(deleteSelection(flowWith({ outer: true }), selection)).toEqual([
      { op: "removeGroup", id: "inner" },
      { op: "removeGroup", id: "outer" },
      ...["b", "c", "d"].map((name) => ({ op: "removeStep", step: `id-${name}` })),
    ]);
  });

  test("copies a group with the groups in it and the notes on its steps", () => {
    const clip = toClip(flowWith({ outer: true }), { ...nothingSelected, groups: new Set(["outer"]) });
    expect(clip.steps.map(({ entry }) => entry.name)).toEqual(["b", "c", "d"]);
    expect(clip.groups).toMatchObject([
      { id: "inner", parent: "outer", steps: ["c", "d"], folded: false },
      { id: "outer", steps: ["b"], folded: true },
    ]);
    expect(clip.notes).toMatchObject([{ id: "n", step: "c" }]);
  });
});

test("the outline lists groups with what is in them, and not what is folded", () => {
  const lines = (flow: Flow): string[] =>
    listOutline(flow).map(({ step, group, depth }) => `${depth} ${step?.name ?? group?.title}`);
  expect(lines(flowWith({}))).toEqual(["0 a", "0 Outer", "1 b", "1 Inner", "2 c", "2 d", "0 e"]);
  expect(lines(flowWith({ inner: true }))).toEqual(["0 a", "0 Outer", "1 b", "1 Inner", "0 e"]);
  expect(lines(flowWith({ outer: true }))).toEqual(["0 a", "0 Outer", "0 e"]);
});

test("groups that lie in each other in a circle do no harm", () => {
  const flow = flowWith({});
  const [inner, outer] = flow.groups;
  if (inner === undefined || outer === undefined) throw new Error("no groups");
  const tree = groupTreeOf({ groups: [inner, { ...outer, parent: "inner", folded: true }] });
  expect(tree.foldOf("id-c")?.id).toBe("outer");
  expect(
    listOutline({ ...flow, groups: [inner, { ...outer, parent: "inner" }] }).filter(({ step }) => step),
  ).toHaveLength(5);
  expect([...tree.stepsIn("inner")].sort()).toEqual(["id-b", "id-c", "id-d"]);
});

import { describe, expect, test } from "vitest";
import {
  boundsOfCurve,
  curveBetween,
  curveOf,
  distanceTo,
  pointOn,
  toPath,
} from "../../../renderer/canvas/edges/edgeCurve.ts";
import { findEdgeAt } from "../../../renderer/canvas/edges/findEdgeAt.ts";
import { toWire } from "../../../renderer/canvas/edges/toWire.ts";
import { BoxIndex, contains, indexOf, overlaps } from "../../../renderer/canvas/view/BoxIndex.ts";
import { boundsOfGroup } from "../../../renderer/canvas/view/boundsOfGroup.ts";
import { placeWhileDragging } from "../../../renderer/canvas/view/Drag.ts";
import { isCovered, keepPlan, planView } from "../../../renderer/canvas/view/planView.ts";
import { takeSome } from "../../../renderer/canvas/view/useGradually.ts";
import { createPlanKeeper } from "../../../renderer/canvas/view/useViewPlan.ts";
import type { Flow, FlowStep } from "../../../renderer/state/flow/Flow.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import { seededRandom } from "../../support/seededRandom.ts";
import { buildEditState } from "../support/buildEditState.ts";

/** Cards in a square grid, each leading to the next. */
function gridOf(count: number): Flow {
  const side = Math.ceil(Math.sqrt(count));
  const names = Array.from({ length: count }, (_, index) => String(index));
  const next = (index: number): { output_to: string[] } => ({
    output_to: index + 1 < count ? [String(index + 1)] : [],
  });
  const steps = Object.fromEntries(names.map((name, index) => [`s${name}`, next(index)]));
  const entries = Object.fromEntries(
    Object.entries(steps).map(([name, { output_to }]) => [name, { output_to: output_to.map((to) => `s${to}`) }]),
  );
  const places = names.map((name, index) => ({
    id: `id-s${name}`,
    step: `s${name}`,
    x: (index % side) * 280,
    y: Math.floor(index / side) * 80,
  }));
  const state = buildEditState(entries, { layout: { version: 1, steps: places } });
  return readFlow({ state, manifests: () => undefined });
}

describe("finding cards", () => {
  test("gives the same as looking at all of them, anywhere", () => {
    const flow = gridOf(400);
    const index = indexOf(flow);
    const random = seededRandom(7);
    for (let round = 0; round < 300; round += 1) {
      const area = {
        x: random.next() * 6000 - 300,
        y: random.next() * 2000 - 200,
        width: random.next() * 3000,
        height: random.next() * 900,
      };
      const expected = index.all.filter(({ rect }) => overlaps(rect, area)).map(({ step }) => step.id);
      expect(
        index
          .within(area)
          .map(({ step }) => step.id)
          .sort(),
      ).toEqual(expected.sort());
      const point = { x: area.x, y: area.y };
      expect(index.at(point)?.id).toBe(index.all.findLast(({ rect }) => contains(rect, point))?.step.id);
    }
  });

  test("takes the one on top, and is made once for a list of steps", () => {
    const flow = gridOf(2);
    const [a, b] = flow.steps;
    if (a === undefined || b === undefined) throw new Error("steps are missing");
    const index = new BoxIndex([a, { ...b, at: { x: 100, y: 20 } }]);
    expect(index.at({ x: 150, y: 40 })?.id).toBe(b.id);
    expect(indexOf(flow)).toBe(indexOf({ ...flow }));
  });

  test("finds what is there now in a list that differs from the one before", () => {
    const [a, b] = gridOf(2).steps;
    if (a === undefined || b === undefined) throw new Error("steps are missing");
    const before = new BoxIndex([a, b]);
    const renamed = { ...a, name: "other" };
    expect(new BoxIndex([renamed, b], before).at({ x: 4, y: 4 })).toBe(renamed);
    const moved = new BoxIndex([{ ...a, at: { x: 5000, y: 0 } }, b], before);
    expect([moved.at({ x: 4, y: 4 }), moved.at({ x: 5004, y: 4 })?.id]).toEqual([undefined, a.id]);
  });
});

describe("what is drawn how", () => {
  const view = { x: 0, y: 0, width: 1280, height: 800 };

  test("a small flow is elements at every zoom from 0.4, and painted below", () => {
    const flow = gridOf(30);
    expect(planView({ flow, area: view, zoom: 1 })).toMatchObject({ detail: "full", paintsEdges: false });
    expect(planView({ flow, area: view, zoom: 1 }).steps).toHaveLength(30);
    expect(planView({ flow, area: view, zoom: 0.45 }).detail).toBe("brief");
    expect(planView({ flow, area: view, zoom: 0.39 })).toMatchObject({ detail: "painted", steps: [], edges: [] });
  });

  test("more than 150 cards in view are painted, fewer are elements with some room around", () => {
    const flow = gridOf(2000);
    const near = planView({ flow, area: view, zoom: 1 });
    expect(near.detail).toBe("full");
    expect(near.steps.length).toBeLessThan(150);
    expect(near.edges.length).toBeGreaterThan(0);
    const far = planView({ flow, area: { ...view, width: 3200, height: 2000 }, zoom: 0.41 });
    expect(far.detail).toBe("painted");
  });

  test("no more cards are elements than may be in view, however dense they lie", () => {
    const flow = gridOf(2000);
    for (let width = 1000; width < 6000; width += 250) {
      const plan = planView({ flow, area: { ...view, x: 1000, width, height: width / 2 }, zoom: 0.6 });
      expect(plan.steps.length).toBeLessThanOrEqual(150);
    }
  });

  test("many new elements come bit by bit, and those that were there stay", () => {
    const list = Array.from({ length: 100 }, (_, index) => ({ id: `${index}` }));
    const known = new Set<string>();
    const counts: number[] = [];
    for (let frame = 0; frame < 4; frame += 1) {
      const { items } = takeSome(list, known);
      for (const { id } of items) known.add(id);
      counts.push(items.length);
    }
    expect(counts).toEqual([32, 64, 96, 100]);
    expect(takeSome(list, known)).toEqual({ items: list, isWhole: true });
    expect(takeSome(list.slice(90), known).items).toHaveLength(10);
  });

  test("a plan holds while the view stays within what it covers", () => {
    const flow = gridOf(2000);
    const plan = planView({ flow, area: view, zoom: 1 });
    expect(isCovered(plan, { area: { ...view, x: 200 }, zoom: 1 })).toBe(true);
    expect(isCovered(plan, { area: { ...view, x: 600 }, zoom: 1 })).toBe(false);
    expect(isCovered(plan, { area: view, zoom: 0.5 })).toBe(false);
    const painted = planView({ flow, area: view, zoom: 0.2 });
    expect(isCovered(painted, { area: { ...view, x: 9000 }, zoom: 0.3 })).toBe(true);
    expect(isCovered(painted, { area: view, zoom: 0.8 })).toBe(false);
  });

  test("a plan is kept for a flow in which only values changed, with the steps as they are now", () => {
    const flow = gridOf(2000);
    const plan = planView({ flow, area: view, zoom: 1 });
    const [first] = plan.steps;
    if (first === undefined) throw new Error("no step is in view");
    const withStep = (step: FlowStep): Flow => {
      const steps = flow.steps.map((one) => (one.id === step.id ? step : one));
      return { ...flow, steps, byId: new Map(steps.map((one) => [one.id, one])) };
    };
    const typed = { ...first, entry: { message: "new" } };
    const kept = keepPlan({ flow, plan }, withStep(typed));
    expect(kept?.steps).toContain(typed);
    expect(kept?.steps).toHaveLength(plan.steps.length);
    expect(keepPlan({ flow, plan }, { ...flow })).toBe(plan);
    expect(keepPlan({ flow, plan }, withStep({ ...first, at: { x: 1, y: 1 } }))).toBeUndefined();
    expect(keepPlan({ flow, plan }, { ...flow, edges: [...flow.edges] })).toBeUndefined();
  });

  test("edges are painted where more than 300 cross the view", () => {
    const names = Array.from({ length: 340 }, (_, index) => `t${index}`);
    const steps = Object.fromEntries([["hub", { output_to: names }], ...names.map((name) => [name, {}])]);
    const places = names.map((name, index) => ({ id: `id-${name}`, step: name, x: 2000 + index * 300, y: 0 }));
    const layout = { version: 1, steps: [{ id: "id-hub", step: "hub", x: 0, y: 0 }, ...places] };
    const flow = readFlow({ state: buildEditState(steps, { layout }), manifests: () => undefined });
    const plan = planView({ flow, area: view, zoom: 1 });
    expect(plan).toMatchObject({ detail: "full", paintsEdges: true, edges: [] });
    expect(plan.steps.map(({ name }) => name)).toEqual(["hub"]);
  });
});

describe("the curve of an edge", () => {
  const curve = curveBetween({ x: 0, y: 0 }, { x: 200, y: 100 }, false);

  test("goes from point to point, and a point on it has no distance", () => {
    expect([pointOn(curve, 0), pointOn(curve, 1)]).toEqual([curve[0], curve[3]]);
    expect(distanceTo(curve, pointOn(curve, 0.5))).toBeLessThan(0.5);
    expect(distanceTo(curve, { x: 100, y: -200 })).toBeGreaterThan(150);
    expect(toPath(curve)).toBe("M0,0 C100,0 100,100 200,100");
  });

  test("lies within its bounds, backwards too", () => {
    for (const to of [curve[3], { x: -300, y: -80 }]) {
      const back = curveBetween({ x: 0, y: 0 }, to, false);
      const bounds = boundsOfCurve(back);
      for (let t = 0; t <= 1; t += 0.05) expect(contains(bounds, pointOn(back, t))).toBe(true);
    }
  });

  test("begins below for an error, and moves with a card that is dragged", () => {
    const state = buildEditState(
      { a: { error_to: ["b"] }, b: {} },
      {
        layout: {
          version: 1,
          steps: [
            { id: "id-a", step: "a", x: 0, y: 0 },
            { id: "id-b", step: "b", x: 280, y: 0 },
          ],
        },
      },
    );
    const flow = readFlow({ state, manifests: () => undefined });
    const [edge] = flow.edges;
    if (edge === undefined) throw new Error("the edge is missing");
    const drag = { ids: new Set(["id-a"]), dx: 10, dy: 20 };
    expect(curveOf(flow, edge, ({ at }) => at)?.[0]).toEqual({ x: 180, y: 56 });
    expect(curveOf(flow, edge, placeWhileDragging(drag))?.[0]).toEqual({ x: 190, y: 76 });
    expect(findEdgeAt(flow, { x: 180, y: 60 }, 6)?.id).toBe(edge.id);
    expect(findEdgeAt(flow, { x: 20, y: 300 }, 6)).toBeUndefined();
  });
});

test("the frame of a group holds its cards and the groups in it, and survives a group in itself", () => {
  const groups = [
    { id: "outer", title: "", colour: "", steps: ["id-s0"], parent: "inner", folded: false },
    { id: "inner", title: "", colour: "", steps: ["id-s1"], parent: "outer", folded: false },
  ];
  const flow = { ...gridOf(2), groups };
  const [outer] = groups;
  if (outer === undefined) throw new Error("the group is missing");
  const frame = boundsOfGroup(flow, outer, ({ at }) => at);
  expect(frame).toEqual({ x: -16, y: -88, width: 536, height: 188 });
  expect(boundsOfGroup(flow, { ...outer, id: "none", steps: [] }, ({ at }) => at)).toBeUndefined();
});

test("a plan is kept while it fits, and asking again changes nothing", () => {
  const flow = gridOf(40);
  const find = createPlanKeeper();
  const near = { zoom: 1, area: { x: 0, y: 0, width: 1000, height: 800 } };
  const far = { zoom: 0.2, area: { x: 0, y: 0, width: 5000, height: 4000 } };
  const first = find(flow, near);
  expect(first.detail).toBe("full");
  expect(find(flow, { ...near, area: { ...near.area, x: 40 } })).toBe(first);
  const painted = find(flow, far);
  expect(painted.detail).toBe("painted");
  expect(find(flow, far)).toBe(painted);
  expect(find(flow, near).detail).toBe("full");
});

test("a handle says what a wire is", () => {
  const ends = { from: "a", to: "b" };
  expect(toWire({ ...ends, handle: "error" })).toEqual({ ...ends, kind: "error", output: "" });
  expect(toWire({ ...ends, handle: "out:big" })).toEqual({ ...ends, kind: "output", output: "big" });
  expect(toWire({ ...ends, handle: "out:" })).toEqual({ ...ends, kind: "output", output: "" });
});

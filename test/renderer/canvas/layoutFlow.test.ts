import { describe, expect, test } from "vitest";
import { layoutFlow } from "../../../renderer/canvas/layout/layoutFlow.ts";
import { readFlow } from "../../../renderer/state/flow/readFlow.ts";
import type { LayoutGraph, PlacedNode } from "../../../renderer/state/ports/LayoutPort.ts";
import { listCases } from "../../support/cases.ts";

const size = { width: 208, height: 56 };

function chain(count: number, extra: [number, number][] = []): LayoutGraph {
  const nodes = Array.from({ length: count }, (_, index) => ({ id: String(index), ...size }));
  const links = [...nodes.slice(1).map((_, index): [number, number] => [index, index + 1]), ...extra];
  return { nodes, edges: links.map(([from, to]) => ({ from: String(from), to: String(to) })) };
}

function countOverlaps(placed: readonly PlacedNode[]): number {
  const sorted = [...placed].sort((a, b) => a.x - b.x);
  let overlaps = 0;
  sorted.forEach((one, index) => {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (other === undefined || other.x >= one.x + size.width) break;
      if (Math.abs(other.y - one.y) < size.height) overlaps += 1;
    }
  });
  return overlaps;
}

describe("arranging a flow", () => {
  test.each([20, 301])("of %d steps places each once, on the grid, from 0, 0, edges to the right", (count) => {
    const placed = layoutFlow(chain(count));
    expect(placed).toHaveLength(count);
    expect(placed.every(({ x, y }) => x % 4 === 0 && y % 4 === 0)).toBe(true);
    expect([Math.min(...placed.map(({ x }) => x)), Math.min(...placed.map(({ y }) => y))]).toEqual([0, 0]);
    expect(placed.slice(1).every(({ x }, index) => x >= (placed[index]?.x ?? 0) + size.width)).toBe(true);
  });

  test.each([20, 301])("of %d steps survives cycles, edges to itself and unknown ends", (count) => {
    const graph = chain(count, [
      [count - 1, 0],
      [3, 3],
    ]);
    const edges = [...graph.edges, { from: "gone", to: "1" }];
    const placed = layoutFlow({ ...graph, edges });
    expect(placed).toHaveLength(count);
    expect(countOverlaps(placed)).toBe(0);
  });

  test("of no steps is empty", () => {
    expect(layoutFlow({ nodes: [], edges: [] })).toEqual([]);
  });

  test("wraps a long rank into columns, so that it stays readable", () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => ({ id: String(index), ...size }));
    const placed = layoutFlow({ nodes, edges: [] });
    expect(new Set(placed.map(({ x }) => x)).size).toBe(25);
    expect(Math.max(...placed.map(({ y }) => y))).toBeLessThan(40 * 80);
    expect(countOverlaps(placed)).toBe(0);
  });

  test("keeps neighbours near each other", () => {
    const nodes = Array.from({ length: 400 }, (_, index) => ({ id: String(index), ...size }));
    const edges = Array.from({ length: 200 }, (_, index) => ({ from: String(index), to: String(399 - index) }));
    const placed = new Map(layoutFlow({ nodes, edges }).map((node) => [node.id, node]));
    const rise = edges.map(({ from, to }) => Math.abs((placed.get(from)?.y ?? 0) - (placed.get(to)?.y ?? 0)));
    expect(Math.max(...rise)).toBe(0);
  });
});

const large = listCases("wfcommons").filter(({ oracle }) => oracle.n_steps > 2000);
describe.skipIf(large.length === 0)("the largest flow", () => {
  test.each(large)("$name is arranged without overlaps, and not in the time that dagre takes", ({ text }) => {
    const document = JSON.parse(text);
    const stepIds = document.steps.map((_: unknown, index: number) => String(index));
    const flow = readFlow({ state: { document, stepIds }, manifests: () => undefined });
    const started = performance.now();
    const placed = layoutFlow({ nodes: flow.steps.map(({ id }) => ({ id, ...size })), edges: flow.edges });
    // 15 to 30 ms on a quiet machine, dagre 22 s; a busy machine is slow, not wrong.
    expect(performance.now() - started).toBeLessThan(5000);
    expect(placed).toHaveLength(flow.steps.length);
    expect(countOverlaps(placed)).toBe(0);
  });
});

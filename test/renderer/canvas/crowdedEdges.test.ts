import { expect, test } from "vitest";
import type { DrawnEdge } from "../../../renderer/canvas/edges/drawnEdges.ts";
import { areCrowdedAt } from "../../../renderer/canvas/paint/crowdedEdges.ts";

/** Edges that begin in rows and columns, each so many columns long. */
function buildEdges(count: number, reach: number): DrawnEdge[] {
  return Array.from({ length: count }, (_, index) => {
    const bounds = { x: (index % 50) * 272 + 208, y: Math.floor(index / 50) * 96, width: 272 * reach - 208, height: 1 };
    return { bounds } as DrawnEdge;
  });
}

test("thousands of edges that cross all of the flow let through what is behind them, however near one is", () => {
  const [short, long, few] = [buildEdges(2_000, 1), buildEdges(2_000, 20), buildEdges(400, 40)];
  expect([short, long, few].map((edges) => areCrowdedAt(edges, 1))).toEqual([false, true, false]);
  expect([short, long, few].map((edges) => areCrowdedAt(edges, 0.1))).toEqual([true, true, false]);
});

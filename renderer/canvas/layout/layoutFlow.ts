import { Graph, layout } from "@dagrejs/dagre";
import { columnGap, rowGap, snap } from "../../state/flow/cardSize.ts";
import type { LayoutGraph, PlacedNode } from "../../state/ports/LayoutPort.ts";
import { layoutLayers } from "./layoutLayers.ts";

/** Above this many steps dagre takes seconds, so the layered layout of our own takes over. */
const dagreLimit = 300;

/** Places for the cards of a flow, left to right, on the grid, beginning at 0, 0. */
export function layoutFlow(graph: LayoutGraph): PlacedNode[] {
  const placed = graph.nodes.length > dagreLimit ? layoutLayers(graph) : layoutWithDagre(graph);
  const left = Math.min(...placed.map(({ x }) => x));
  const top = Math.min(...placed.map(({ y }) => y));
  return placed.map(({ id, x, y }) => ({ id, x: snap(x - left), y: snap(y - top) }));
}

function layoutWithDagre({ nodes, edges }: LayoutGraph): PlacedNode[] {
  if (nodes.length === 0) return [];
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: "LR", ranksep: columnGap, nodesep: rowGap, edgesep: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const { from, to } of edges) {
    if (from !== to && graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
  }
  layout(graph);
  return nodes.map(({ id, width, height }) => {
    const { x = 0, y = 0 } = graph.node(id) as { x?: number; y?: number };
    return { id, x: x - width / 2, y: y - height / 2 };
  });
}

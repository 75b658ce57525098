import type { GraphEdge, GraphStep, StepGraph } from "./StepGraph.ts";

/** How chosen steps hang together with the others of their application. */
export interface Border {
  graph: StepGraph;
  chosen: ReadonlySet<GraphStep>;
  /** Edges from another step to a chosen one. */
  incoming: readonly GraphEdge[];
  /** Edges from a chosen step to another one. */
  outgoing: readonly GraphEdge[];
  /** Other steps whose data goes in, in the order of producers. */
  producers: readonly GraphStep[];
  /** Chosen steps whose data goes out, in the order of producers. */
  exits: readonly GraphStep[];
}

export function findBorder(graph: StepGraph, ids: ReadonlySet<string>): Border {
  const chosen = new Set(graph.steps.filter(({ id }) => ids.has(id)));
  const incoming = graph.edges.filter(({ from, to }) => !chosen.has(from) && chosen.has(to));
  const outgoing = graph.edges.filter(({ from, to }) => chosen.has(from) && !chosen.has(to));
  return {
    graph,
    chosen,
    incoming,
    outgoing,
    producers: graph.steps.filter((step) => incoming.some(({ from }) => from === step)),
    exits: graph.steps.filter((step) => outgoing.some(({ from }) => from === step)),
  };
}

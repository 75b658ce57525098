import { useMemo, useRef } from "react";
import type { Flow } from "../../state/flow/Flow.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import type { Drag } from "./Drag.ts";
import type { ViewPlan } from "./planView.ts";
import { toEdges } from "./toEdges.ts";
import { type CanvasNode, toNodes } from "./toNodes.ts";

export interface ElementSource {
  flow: Flow;
  plan: ViewPlan;
  selection: Selection;
  drag: Drag | undefined;
}

/** Cards and edges as elements of the canvas. The same lists as long as none of them changed. */
export function useElements({ flow, plan, selection, drag }: ElementSource): {
  nodes: CanvasNode[];
  edges: FlowEdgeShape[];
} {
  const keepNodes = useRef(createKeeper<CanvasNode>()).current;
  const keepEdges = useRef(createKeeper<FlowEdgeShape>()).current;
  const nodes = useMemo(
    () => keepNodes((before) => toNodes({ flow, plan, selection, drag, before })),
    [keepNodes, flow, plan, selection, drag],
  );
  const edges = useMemo(
    () => keepEdges((before) => toEdges({ flow, plan, selection, before })),
    [keepEdges, flow, plan, selection],
  );
  return { nodes, edges };
}

/** Makes lists of elements, each from the one before, and gives that one back when all in it stayed. */
function createKeeper<T extends { id: string }>(): (make: (before: ReadonlyMap<string, T>) => T[]) => T[] {
  let list: T[] = [];
  let byId: ReadonlyMap<string, T> = new Map();
  return (make) => {
    const next = make(byId);
    if (next.length === list.length && next.every((item, index) => item === list[index])) return list;
    list = next;
    byId = new Map(next.map((item) => [item.id, item]));
    return list;
  };
}

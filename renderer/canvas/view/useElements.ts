import { useMemo, useRef } from "react";
import type { Flow } from "../../state/flow/Flow.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import type { Drag } from "./Drag.ts";
import type { ViewPlan } from "./planView.ts";
import { toEdges } from "./toEdges.ts";
import { type CanvasNode, toNodes } from "./toNodes.ts";
import { useGradually } from "./useGradually.ts";

export interface ElementSource {
  flow: Flow;
  plan: ViewPlan;
  selection: Selection;
  drag: Drag | undefined;
}

export interface Elements {
  nodes: CanvasNode[];
  edges: FlowEdgeShape[];
  /** The elements of the view are all there; until then it is painted beneath them. */
  isWhole: boolean;
}

/** Cards and edges as elements of the canvas. The same lists as long as none of them changed; many new ones come bit by bit. */
export function useElements({ flow, plan, selection, drag }: ElementSource): Elements {
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
  const { items, isWhole } = useGradually(nodes);
  // An edge comes with the later of its cards.
  const between = useMemo(() => {
    if (isWhole) return edges;
    const shown = new Set(items.map(({ id }) => id));
    return edges.filter(({ source, target }) => shown.has(source) && shown.has(target));
  }, [items, isWhole, edges]);
  return { nodes: items, edges: between, isWhole };
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

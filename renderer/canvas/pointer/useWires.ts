import { type Connection, type ReactFlowProps, useReactFlow } from "@xyflow/react";
import { useMemo, useRef, useState } from "react";
import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { connectOperation, disconnectOperation } from "../../state/edits/edges.ts";
import { cardHeight, snap } from "../../state/flow/cardSize.ts";
import type { FlowEdge } from "../../state/flow/Flow.ts";
import { findConnectRefusal, type Wire } from "../../state/flow/findConnectRefusal.ts";
import { text } from "../../text/texts.ts";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import { toWire, toWireStart, wireBetween } from "../edges/toWire.ts";
import type { CanvasNode } from "../view/toNodes.ts";
import type { MovedEdge } from "./MovedEdge.ts";

export interface Wires {
  /** What takes the end of the wire on its way: handles of this kind cover their cards. */
  takes: "nothing" | "target" | "source" | "error";
  moved: MovedEdge | undefined;
  flow: Partial<ReactFlowProps<CanvasNode, FlowEdgeShape>>;
}

/**
 * Drawing wires: accepted ones become edges, refused ones say why, one that ends in the void asks for the next step. An end of
 * an edge can be dragged to another step; in the void it stays where it was.
 */
export function useWires(workbench: Workbench): Wires {
  const [isConnecting, setConnecting] = useState(false);
  const [moved, setMoved] = useState<MovedEdge>();
  // What React Flow asks while it drags.
  const now = useRef(moved);
  now.current = moved;
  const { screenToFlowPosition } = useReactFlow();
  const flow = useMemo((): Wires["flow"] => {
    const { document, session } = workbench;
    const flowNow = (): ReturnType<typeof document.store.getState>["flow"] => document.store.getState().flow;
    const wireOf = ({ source, target, sourceHandle }: Connection | FlowEdgeShape): Wire =>
      toWire({ from: source, to: target, handle: sourceHandle });
    const refuse = (wire: Wire): void => {
      const refusal = findConnectRefusal(flowNow(), wire, now.current?.edge);
      if (refusal === undefined) return;
      const nameOf = (id: string): string => flowNow().byId.get(id)?.name ?? "";
      workbench.notify(text(`connect.${refusal}`, { from: nameOf(wire.from), to: nameOf(wire.to) }), "error");
    };
    return {
      isValidConnection: (connection) =>
        findConnectRefusal(flowNow(), wireOf(connection), now.current?.edge) === undefined,
      onConnectStart: () => setConnecting(true),
      onConnect: (connection) => perform(workbench, text("gesture.connect"), [connectOperation(wireOf(connection))]),
      onConnectEnd: (event, { isValid, ...ends }) => {
        setConnecting(false);
        const { fromNode, fromHandle } = ends;
        if (fromNode === null || isValid === true) return;
        const wire = wireBetween(ends);
        if (wire !== undefined) {
          refuse(wire);
          return;
        }
        if (now.current !== undefined) return;
        const pointer = "changedTouches" in event ? event.changedTouches[0] : event;
        if (pointer === undefined) return;
        const at = screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY });
        const place = { x: snap(at.x), y: snap(at.y - cardHeight / 2) };
        session.set({ chooser: { at: place, from: { from: fromNode.id, ...toWireStart(fromHandle?.id) } } });
      },
      // The handle that is named here is the one at the other end.
      onReconnectStart: (_, { data }, fixed) => {
        if (data !== undefined) setMoved({ edge: data.edge, end: fixed === "target" ? "source" : "target" });
      },
      onReconnectEnd: () => setMoved(undefined),
      onReconnect: (old, connection) => {
        const edge = old.data?.edge;
        const wire = wireOf(connection);
        if (edge === undefined || isSameWire(edge, wire)) return;
        const operations = [disconnectOperation(edge), connectOperation(wire)];
        if (!perform(workbench, text("gesture.connect"), operations)) return;
        // It stays the one whose ends are taken.
        const made = flowNow().edges.find((one) => isSameWire(one, wire));
        if (made !== undefined) session.select({ edges: new Set([made.id]) });
      },
    };
  }, [workbench, screenToFlowPosition]);
  return { takes: isConnecting ? toTaken(moved) : "nothing", moved, flow };
}

function toTaken(moved: MovedEdge | undefined): Wires["takes"] {
  if (moved === undefined || moved.end === "target") return "target";
  return moved.edge.kind === "error" ? "error" : "source";
}

function isSameWire(edge: FlowEdge, { from, to, kind, output }: Wire): boolean {
  return (
    edge.from === from &&
    edge.to === to &&
    (edge.kind === "error") === (kind === "error") &&
    (edge.output ?? "") === output
  );
}

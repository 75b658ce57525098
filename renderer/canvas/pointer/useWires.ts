import { type Connection, type ReactFlowProps, useReactFlow } from "@xyflow/react";
import { useMemo, useState } from "react";
import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { connectOperation, disconnectOperation } from "../../state/edits/edges.ts";
import { cardHeight, snap } from "../../state/flow/cardSize.ts";
import { findConnectRefusal, type Wire } from "../../state/flow/findConnectRefusal.ts";
import { text } from "../../text/texts.ts";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import { toWire, toWireStart } from "../edges/toWire.ts";
import type { CanvasNode } from "../view/toNodes.ts";

export interface Wires {
  isConnecting: boolean;
  flow: Partial<ReactFlowProps<CanvasNode, FlowEdgeShape>>;
}

/** Drawing wires: accepted ones become edges, refused ones say why, one that ends in the void asks for the next step. */
export function useWires(workbench: Workbench): Wires {
  const [isConnecting, setConnecting] = useState(false);
  const { screenToFlowPosition } = useReactFlow();
  const flow = useMemo((): Wires["flow"] => {
    const { document, session } = workbench;
    const flowNow = (): ReturnType<typeof document.store.getState>["flow"] => document.store.getState().flow;
    const wireOf = ({ source, target, sourceHandle }: Connection | FlowEdgeShape): Wire =>
      toWire({ from: source, to: target, handle: sourceHandle });
    const refuse = (wire: Wire): void => {
      const refusal = findConnectRefusal(flowNow(), wire);
      if (refusal === undefined) return;
      const nameOf = (id: string): string => flowNow().byId.get(id)?.name ?? "";
      workbench.notify(text(`connect.${refusal}`, { from: nameOf(wire.from), to: nameOf(wire.to) }), "error");
    };
    return {
      isValidConnection: (connection) => findConnectRefusal(flowNow(), wireOf(connection)) === undefined,
      onConnectStart: () => setConnecting(true),
      onConnect: (connection) => perform(workbench, text("gesture.connect"), [connectOperation(wireOf(connection))]),
      onConnectEnd: (event, { fromNode, fromHandle, toNode, isValid }) => {
        setConnecting(false);
        if (fromNode === null || isValid === true) return;
        if (toNode !== null) {
          refuse(toWire({ from: fromNode.id, to: toNode.id, handle: fromHandle?.id }));
          return;
        }
        const pointer = "changedTouches" in event ? event.changedTouches[0] : event;
        if (pointer === undefined) return;
        const at = screenToFlowPosition({ x: pointer.clientX, y: pointer.clientY });
        const place = { x: snap(at.x), y: snap(at.y - cardHeight / 2) };
        session.set({ chooser: { at: place, from: { from: fromNode.id, ...toWireStart(fromHandle?.id) } } });
      },
      onReconnect: (old, connection) => {
        const edge = old.data?.edge;
        if (edge === undefined) return;
        const operations = [disconnectOperation(edge), connectOperation(wireOf(connection))];
        perform(workbench, text("gesture.connect"), operations);
      },
    };
  }, [workbench, screenToFlowPosition]);
  return { isConnecting, flow };
}

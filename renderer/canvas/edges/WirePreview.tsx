import type { ConnectionLineComponentProps } from "@xyflow/react";
import type { ReactElement } from "react";
import { useDocument } from "../../commands/WorkbenchContext.ts";
import { findConnectRefusal } from "../../state/flow/findConnectRefusal.ts";
import { useText } from "../../text/useText.ts";
import { useMovedEdge } from "../pointer/MovedEdge.ts";
import { curveBetween, toPath } from "./edgeCurve.ts";
import { wireBetween } from "./toWire.ts";

/** The wire on its way, and at its end why it cannot be. */
export function WirePreview(props: ConnectionLineComponentProps): ReactElement {
  const { fromX, fromY, toX, toY, fromHandle, toNode } = props;
  const t = useText();
  const flow = useDocument((state) => state.flow);
  const moved = useMovedEdge();
  const isError = (moved?.edge.kind ?? fromHandle.id) === "error";
  const wire = wireBetween(props);
  const refusal = wire === undefined ? undefined : findConnectRefusal(flow, wire, moved?.edge);
  const [begin, end] = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ];
  const nameOf = (id: string | undefined): string => flow.byId.get(id ?? "")?.name ?? "";
  const message =
    toNode === null
      ? t(moved === undefined ? "connect.new" : "connect.stays")
      : refusal === undefined
        ? undefined
        : t(`connect.${refusal}`, { from: nameOf(wire?.from), to: nameOf(wire?.to) });
  const colour = refusal === undefined ? "var(--sl-accent)" : "var(--sl-look-failed)";
  return (
    <g>
      <path
        d={toPath(fromHandle.type === "target" ? curveBetween(end, begin, isError) : curveBetween(begin, end, isError))}
        fill="none"
        stroke={colour}
        strokeWidth={2}
        strokeDasharray={refusal === undefined ? undefined : "4 4"}
      />
      {message === undefined ? null : (
        <foreignObject x={toX + 12} y={toY + 12} width={320} height={56} style={{ overflow: "visible" }}>
          <div className="wire-message" data-refused={refusal !== undefined} role="status">
            {message}
          </div>
        </foreignObject>
      )}
    </g>
  );
}

import type { ConnectionLineComponentProps } from "@xyflow/react";
import type { ReactElement } from "react";
import { useDocument } from "../../commands/WorkbenchContext.ts";
import { findConnectRefusal } from "../../state/flow/findConnectRefusal.ts";
import { useText } from "../../text/useText.ts";
import { curveBetween, toPath } from "./edgeCurve.ts";
import { toWire } from "./toWire.ts";

/** The wire on its way, and at its end why it cannot be. */
export function WirePreview(props: ConnectionLineComponentProps): ReactElement {
  const { fromX, fromY, toX, toY, fromHandle, fromNode, toNode } = props;
  const t = useText();
  const flow = useDocument((state) => state.flow);
  const isError = fromHandle.id === "error";
  const wire = toNode === null ? undefined : toWire({ from: fromNode.id, to: toNode.id, handle: fromHandle.id });
  const refusal = wire === undefined ? undefined : findConnectRefusal(flow, wire);
  const nameOf = (id: string | undefined): string => flow.byId.get(id ?? "")?.name ?? "";
  const message =
    toNode === null
      ? t("connect.new")
      : refusal === undefined
        ? undefined
        : t(`connect.${refusal}`, { from: nameOf(fromNode.id), to: nameOf(toNode.id) });
  const colour = refusal === undefined ? "var(--sl-accent)" : "var(--sl-look-failed)";
  return (
    <g>
      <path
        d={toPath(curveBetween({ x: fromX, y: fromY }, { x: toX, y: toY }, isError))}
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

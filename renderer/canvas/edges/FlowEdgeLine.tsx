import { BaseEdge, type Edge, type EdgeProps } from "@xyflow/react";
import { memo, type ReactElement } from "react";
import { useStepRun } from "../../commands/useStepRun.ts";
import type { FlowEdge } from "../../state/flow/Flow.ts";
import { curveBetween, pointOn, toPath } from "./edgeCurve.ts";
import styles from "./FlowEdgeLine.module.css";

export type FlowEdgeShape = Edge<{ edge: FlowEdge }, "flow">;

/** An edge as an element. It moves while the step it leads to runs, unless the person asked for calm. */
export const FlowEdgeLine = memo(function FlowEdgeLine(props: EdgeProps<FlowEdgeShape>): ReactElement {
  const { data, selected = false, sourceX, sourceY, targetX, targetY } = props;
  const kind = data?.edge.kind ?? "success";
  const isRunning = useStepRun(data?.edge.to ?? "")?.state === "STARTED";
  const count = data?.edge.count ?? 1;
  const curve = curveBetween({ x: sourceX, y: sourceY }, { x: targetX - 4, y: targetY }, kind === "error");
  const middle = pointOn(curve, 0.5);
  return (
    <g className={styles.edge} data-kind={kind} data-selected={selected} data-running={isRunning}>
      <BaseEdge path={toPath(curve)} interactionWidth={16} markerEnd={`url(#arrow-${selected ? "selected" : kind})`} />
      {count < 2 ? null : (
        <text className={styles.count} x={middle.x} y={middle.y}>
          {count}
        </text>
      )}
    </g>
  );
});

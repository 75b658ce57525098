import type { ReactFlowProps } from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Timer } from "../../../core/base/Clock.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import type { HoveredEdge } from "../edges/EdgePreview.tsx";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import type { CanvasNode } from "../view/toNodes.ts";

/** How long the pointer rests on an edge before it tells what went over it, ms. */
const rest = 300;

type Handlers = Pick<
  ReactFlowProps<CanvasNode, FlowEdgeShape>,
  "onEdgeMouseEnter" | "onEdgeMouseMove" | "onEdgeMouseLeave"
>;

/** The edge on which the pointer rests. Merged edges of folded groups are none. */
export function useEdgeHover({ clock }: Workbench): { hovered: HoveredEdge | undefined; flow: Handlers } {
  const [hovered, setHovered] = useState<HoveredEdge>();
  const timer = useRef<Timer>(undefined);
  useEffect(() => () => timer.current?.cancel(), []);
  const flow = useMemo<Handlers>(() => {
    const leave = (): void => {
      timer.current?.cancel();
      setHovered(undefined);
    };
    return {
      onEdgeMouseEnter: leave,
      // It is shown where the pointer came to rest.
      onEdgeMouseMove: ({ clientX: x, clientY: y, buttons }, { data }) => {
        timer.current?.cancel();
        const edge = data?.edge;
        if (edge === undefined || edge.count !== undefined || buttons !== 0) return;
        timer.current = clock.after(rest, () => setHovered((present) => present ?? { edge, x, y }));
      },
      onEdgeMouseLeave: leave,
    };
  }, [clock]);
  return { hovered, flow };
}

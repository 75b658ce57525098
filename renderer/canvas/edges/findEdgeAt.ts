import type { Flow, FlowEdge } from "../../state/flow/Flow.ts";
import type { Point } from "../../state/ports/CanvasPort.ts";
import { contains } from "../view/BoxIndex.ts";
import { boundsOfCurve, curveOf, distanceTo } from "./edgeCurve.ts";

/** The edge nearest to a point that is one of the document, no further away than `reach` canvas units. */
export function findEdgeAt(flow: Flow, point: Point, reach: number): FlowEdge | undefined {
  let best: FlowEdge | undefined;
  let nearest = reach;
  for (const edge of flow.edges) {
    if (edge.count !== undefined) continue;
    const curve = curveOf(flow, edge, ({ at }) => at);
    if (curve === undefined) continue;
    const { x, y, width, height } = boundsOfCurve(curve);
    const around = { x: x - reach, y: y - reach, width: width + 2 * reach, height: height + 2 * reach };
    if (!contains(around, point)) continue;
    const distance = distanceTo(curve, point);
    if (distance > nearest) continue;
    nearest = distance;
    best = edge;
  }
  return best;
}

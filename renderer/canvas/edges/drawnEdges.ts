import type { Flow, FlowEdge, FlowStep } from "../../state/flow/Flow.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";
import { isSamePicture } from "../view/isSamePicture.ts";
import { boundsOfCurve, type Curve, curveOf } from "./edgeCurve.ts";

/** An edge as it lies on the canvas. */
export interface DrawnEdge {
  edge: FlowEdge;
  curve: Curve;
  bounds: Rect;
}

const drawn = new WeakMap<Flow, readonly DrawnEdge[]>();
let last: Flow | undefined;

/**
 * The edges of a flow as its cards lie, and the same list for the next flow when all of them lie as before; those of cards
 * without a place are left out.
 */
export function drawnEdgesOf(flow: Flow): readonly DrawnEdge[] {
  const known = drawn.get(flow) ?? keep(flow) ?? listDrawnEdges(flow, ({ at }) => at);
  drawn.set(flow, known);
  last = flow;
  return known;
}

function keep({ edges, steps }: Flow): readonly DrawnEdge[] | undefined {
  return last?.edges === edges && isSamePicture(last.steps, steps) ? drawn.get(last) : undefined;
}

/** The same with cards elsewhere than in the document. */
export function listDrawnEdges(flow: Flow, placeOf: (step: FlowStep) => Point | undefined): DrawnEdge[] {
  return flow.edges.flatMap((edge) => {
    const curve = curveOf(flow, edge, placeOf);
    return curve === undefined ? [] : [{ edge, curve, bounds: boundsOfCurve(curve) }];
  });
}

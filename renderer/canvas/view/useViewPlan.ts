import { useStore } from "@xyflow/react";
import { useState } from "react";
import type { Flow } from "../../state/flow/Flow.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import { isCovered, keepPlan, planView, type ViewPlan } from "./planView.ts";

/** What is in view, in canvas units. */
export interface View {
  area: Rect;
  zoom: number;
}

/** The view from React Flow's transform and size. */
export function toView(transform: readonly number[], width: number, height: number): View {
  const [x = 0, y = 0, zoom = 1] = transform;
  return { zoom, area: { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom } };
}

/**
 * The plan for the present view. A new one is made only when the view leaves what the last one covers. The plan is read from
 * React Flow's store itself: kept beside it, a render that React begins again would take the view of before for the present one.
 */
export function useViewPlan(flow: Flow): ViewPlan {
  const [find] = useState(createPlanKeeper);
  return useStore(({ transform, width, height }) => find(flow, toView(transform, width, height)));
}

/** Finds the plan of a flow and a view: the last one as long as it fits both. */
export function createPlanKeeper(): (flow: Flow, view: View) => ViewPlan {
  let last: { flow: Flow; plan: ViewPlan } | undefined;
  return (flow, view) => {
    const kept = last !== undefined && isCovered(last.plan, view) ? keepPlan(last, flow) : undefined;
    last = { flow, plan: kept ?? planView({ flow, ...view }) };
    return last.plan;
  };
}

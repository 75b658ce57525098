import { useStore } from "@xyflow/react";
import { useRef } from "react";
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

/** The plan for the present view. A new one is made only when the view leaves what the last one covers. */
export function useViewPlan(flow: Flow): ViewPlan {
  const { width, height } = useStore((state) => state, isSameSize);
  const last = useRef<{ flow: Flow; plan: ViewPlan }>(undefined);
  const transform = useStore(
    ({ transform: present }) => present,
    (_before, now) => {
      const plan = last.current?.plan;
      return plan === undefined || isCovered(plan, toView(now, width, height));
    },
  );
  const view = toView(transform, width, height);
  const known = last.current;
  const kept = known !== undefined && isCovered(known.plan, view) ? keepPlan(known, flow) : undefined;
  const plan = kept ?? planView({ flow, ...view });
  last.current = { flow, plan };
  return plan;
}

function isSameSize(a: { width: number; height: number }, b: { width: number; height: number }): boolean {
  return a.width === b.width && a.height === b.height;
}

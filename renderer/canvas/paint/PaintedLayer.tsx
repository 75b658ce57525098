import { useComputedColorScheme } from "@mantine/core";
import { useStoreApi } from "@xyflow/react";
import { type ReactElement, useEffect, useRef } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import { lookOfCard } from "../../state/live/lookOfCard.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import { type Drag, noteWhileDragging, placeWhileDragging } from "../view/Drag.ts";
import type { ViewPlan } from "../view/planView.ts";
import { toView } from "../view/useViewPlan.ts";
import { readPaintColours } from "./PaintColours.ts";
import { paintFlow } from "./paintFlow.ts";

export interface PaintedLayerProps {
  flow: Flow;
  plan: ViewPlan;
  selection: Selection;
  drag: Drag | undefined;
  /** Whether the elements of the plan are all there; what is missing is painted in their place. */
  isWhole: boolean;
}

/** Cards and edges on one canvas, where elements would be too many. Painted once per frame at most. */
export function PaintedLayer({ flow, plan, selection, drag, isWhole }: PaintedLayerProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const { live, changes, stale } = useWorkbench();
  const scheme = useComputedColorScheme("light");
  const paintsCards = plan.detail === "painted" || !isWhole;
  const paintsEdges = plan.paintsEdges || !isWhole;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return undefined;
    const colours = readPaintColours(element, scheme);
    const placeOf = placeWhileDragging(drag);
    const lookOf = (step: FlowStep): StepLook => lookOfCard(live, step);
    const noteAt = noteWhileDragging(drag);
    let frame = 0;
    const paint = (): void => {
      frame = 0;
      const { transform, width, height } = store.getState();
      const scale = window.devicePixelRatio;
      resize(element, Math.round(width * scale), Math.round(height * scale));
      context.setTransform(scale, 0, 0, scale, 0, 0);
      context.clearRect(0, 0, width, height);
      const view = toView(transform, width, height);
      paintFlow(context, {
        flow,
        ...view,
        colours,
        selection,
        lookOf,
        marks: { changes: changes.store.getState(), stale: stale.store.getState() },
        placeOf,
        isStill: drag === undefined,
        noteAt,
        cards: paintsCards,
        edges: paintsEdges,
      });
    };
    const request = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    request();
    if (!paintsEdges) return () => cancelAnimationFrame(frame);
    let last = store.getState().transform;
    const leave = [
      store.subscribe(({ transform }) => {
        if (transform !== last) request();
        last = transform;
      }),
      live.onFrame(request),
      changes.store.subscribe(request),
      stale.store.subscribe(request),
    ];
    const observer = new ResizeObserver(request);
    observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      for (const unsubscribe of leave) unsubscribe();
    };
  }, [flow, selection, drag, live, changes, stale, store, paintsCards, paintsEdges, scheme]);
  return <canvas ref={canvas} className="painted-layer" />;
}

function resize(element: HTMLCanvasElement, width: number, height: number): void {
  if (element.width !== width) element.width = width;
  if (element.height !== height) element.height = height;
}

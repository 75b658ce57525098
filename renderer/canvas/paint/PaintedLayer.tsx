import { useComputedColorScheme } from "@mantine/core";
import { type Transform, useStoreApi } from "@xyflow/react";
import { type ReactElement, type RefObject, useEffect, useRef } from "react";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import { lookOfCard } from "../../state/live/lookOfCard.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import { type DrawnEdge, drawnEdgesOf } from "../edges/drawnEdges.ts";
import { overlaps } from "../view/BoxIndex.ts";
import { type Drag, noteWhileDragging, placeWhileDragging } from "../view/Drag.ts";
import type { ViewPlan } from "../view/planView.ts";
import { toView } from "../view/useViewPlan.ts";
import { EdgePicture } from "./EdgePicture.ts";
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

/** Up to so many edges in view are painted anew with each frame. */
const mostDirect = 300;
/** So many frames without a change, and the view rests. */
const restAfter = 4;
/** So long a frame may paint ahead, ms. */
const mostWork = 8;

/** Cards and edges on one canvas, where elements would be too many. Painted once per frame at most. */
export function PaintedLayer({ flow, plan, selection, drag, isWhole }: PaintedLayerProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<EdgePicture>(undefined);
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
    const edges = drawnEdgesOf(flow);
    let frame = 0;
    let isDirty = true;
    let last = store.getState().transform;
    let stillFrames = restAfter;
    const paint = (): void => {
      frame = 0;
      const begun = performance.now();
      const { transform, width, height } = store.getState();
      const density = window.devicePixelRatio;
      const [x, y, zoom] = transform;
      stillFrames = isSame(transform, last) ? stillFrames + 1 : 0;
      isDirty ||= stillFrames === 0;
      last = transform;
      const view = toView(transform, width, height);
      const pixels = { width: Math.round(width * density), height: Math.round(height * density) };
      const onScreen = { scale: zoom * density, x: x * density, y: y * density, ...pixels };
      const usesPicture = paintsEdges && drag === undefined && isCrossedByMany(edges, view.area);
      if (usesPicture) {
        const isMoving = stillFrames < restAfter;
        const shown = picture.current?.source;
        if (shown?.edges !== edges || shown.colours !== colours || shown.density !== density) {
          picture.current?.dispose();
          picture.current = new EdgePicture({ edges, colours, density });
        }
        const isOver = (): boolean => performance.now() - begun > mostWork;
        const done = picture.current?.work({ view: onScreen, isMoving, isOver });
        if (isMoving || done?.isDone !== true) frame = requestAnimationFrame(paint);
        isDirty ||= done?.isChanged === true;
        element.dataset.sharp = String(!isMoving && done?.isDone === true);
      } else element.dataset.sharp = "true";
      if (!isDirty) return;
      isDirty = false;
      resize(element, pixels.width, pixels.height);
      context.setTransform(density, 0, 0, density, 0, 0);
      context.clearRect(0, 0, width, height);
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
        putEdges: usesPicture ? picture.current?.at(onScreen) : undefined,
      });
    };
    const later = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint);
    };
    const request = (): void => {
      isDirty = true;
      later();
    };
    request();
    if (!paintsEdges) {
      giveUp(picture);
      return () => cancelAnimationFrame(frame);
    }
    const leave = [
      store.subscribe(({ transform }) => {
        if (!isSame(transform, last)) later();
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
  useEffect(() => () => giveUp(picture), []);
  return <canvas ref={canvas} className="painted-layer" />;
}

function giveUp(picture: RefObject<EdgePicture | undefined>): void {
  picture.current?.dispose();
  picture.current = undefined;
}

/** Whether so many edges cross the view that they are painted once and kept. */
function isCrossedByMany(edges: readonly DrawnEdge[], area: Rect): boolean {
  let count = 0;
  for (const { bounds } of edges) {
    if (overlaps(bounds, area)) count += 1;
    if (count > mostDirect) return true;
  }
  return false;
}

function isSame(a: Transform, b: Transform): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

function resize(element: HTMLCanvasElement, width: number, height: number): void {
  if (element.width !== width) element.width = width;
  if (element.height !== height) element.height = height;
}

import type { Flow, FlowEdge, FlowStep } from "../../state/flow/Flow.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import { drawnEdgesOf } from "../edges/drawnEdges.ts";
import { indexOf, overlaps } from "./BoxIndex.ts";
import { isSamePicture } from "./isSamePicture.ts";

/** full: cards as elements. brief: cards with icon and name. painted: everything on one canvas. */
export type Detail = "full" | "brief" | "painted";

/** What becomes an element and what is painted, for one place of the view. */
export interface ViewPlan {
  detail: Detail;
  /** Edges are painted, because too many of them cross the view. */
  paintsEdges: boolean;
  steps: readonly FlowStep[];
  edges: readonly FlowEdge[];
  /** The plan holds as long as the view stays in here; undefined = everywhere. */
  covered: Rect | undefined;
}

export interface ViewSource {
  flow: Flow;
  /** What is in view, in canvas units. */
  area: Rect;
  zoom: number;
}

export const paintedBelow = 0.4;
export const briefBelow = 0.55;
const mostCards = 150;
const mostEdges = 300;
/** How much room around the view has elements, as a share of it: the most first. */
const margins = [0.3, 0.15, 0.05] as const;

/** Decides what is drawn how. Elements are kept for a little more than the view, so that most pans change nothing. */
export function planView({ flow, area, zoom }: ViewSource): ViewPlan {
  const painted: ViewPlan = { detail: "painted", paintsEdges: true, steps: [], edges: [], covered: undefined };
  if (zoom < paintedBelow) return painted;
  const detail = zoom < briefBelow ? "brief" : "full";
  if (flow.steps.length <= mostCards && flow.edges.length <= mostEdges) {
    return { detail, paintsEdges: false, steps: flow.steps, edges: flow.edges, covered: undefined };
  }
  const index = indexOf(flow);
  // Where cards are dense the room around is small.
  const covered = margins.map((margin) => grow(area, margin)).find((room) => index.within(room).length <= mostCards);
  if (covered === undefined) return { ...painted, covered: grow(area, margins[0]) };
  const steps = index.within(covered).map(({ step }) => step);
  const crossing = drawnEdgesOf(flow)
    .filter(({ bounds }) => overlaps(bounds, covered))
    .map(({ edge }) => edge);
  const paintsEdges = crossing.length > mostEdges;
  return { detail, paintsEdges, steps, edges: paintsEdges ? [] : crossing, covered };
}

/** A plan for another flow whose cards and edges lie where they did; undefined when they do not. */
export function keepPlan({ flow, plan }: { flow: Flow; plan: ViewPlan }, next: Flow): ViewPlan | undefined {
  if (next === flow) return plan;
  if (next.edges !== flow.edges || !isSamePicture(next.steps, flow.steps)) return undefined;
  const steps = plan.steps.map((step) => next.byId.get(step.id) ?? step);
  return steps.every((step, index) => step === plan.steps[index]) ? plan : { ...plan, steps };
}

/** Whether a plan still fits the view. */
export function isCovered({ covered, detail }: ViewPlan, { area, zoom }: Omit<ViewSource, "flow">): boolean {
  const wanted = zoom < paintedBelow ? "painted" : zoom < briefBelow ? "brief" : "full";
  if (detail === "painted" ? wanted !== "painted" && covered === undefined : wanted !== detail) return false;
  if (covered === undefined) return true;
  return (
    area.x >= covered.x &&
    area.y >= covered.y &&
    area.x + area.width <= covered.x + covered.width &&
    area.y + area.height <= covered.y + covered.height &&
    // A plan made for a wide view holds more than a near one needs.
    (area.width * area.height) / (covered.width * covered.height) > 0.15
  );
}

function grow({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - width * by, y: y - height * by, width: width * (1 + 2 * by), height: height * (1 + 2 * by) };
}

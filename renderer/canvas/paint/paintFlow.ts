import { cardWidth, heightOfCard } from "../../state/flow/cardSize.ts";
import type { EdgeKind, Flow, FlowNote, FlowStep } from "../../state/flow/Flow.ts";
import type { StepLook } from "../../state/live/toStepLook.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import { drawnEdgesOf, listDrawnEdges } from "../edges/drawnEdges.ts";
import { indexOf, overlaps } from "../view/BoxIndex.ts";
import type { PaintColours } from "./PaintColours.ts";
import { paintCards } from "./paintCards.ts";
import { paintGroups } from "./paintGroups.ts";
import { type CardMarks, paintMarks } from "./paintMarks.ts";
import { paintNotes } from "./paintNotes.ts";

export interface Scene {
  flow: Flow;
  /** What is in view, in canvas units, and how many pixels a unit has. */
  area: Rect;
  zoom: number;
  colours: PaintColours;
  selection: Selection;
  lookOf: (step: FlowStep) => StepLook;
  marks: CardMarks;
  /** Where a card is now; those that are dragged are elsewhere than in the document. */
  placeOf: (step: FlowStep) => Point | undefined;
  /** All cards are where the document says. */
  isStill: boolean;
  noteAt: (note: FlowNote) => Point;
  cards: boolean;
  edges: boolean;
}

/** Paints what is in view. The context is scaled to pixels of the screen and clear. */
export function paintFlow(context: CanvasRenderingContext2D, scene: Scene): void {
  const { area, zoom } = scene;
  context.save();
  context.scale(zoom, zoom);
  context.translate(-area.x, -area.y);
  if (scene.cards) paintGroups(context, scene);
  if (scene.edges) paintEdges(context, scene);
  if (scene.cards) {
    paintNotes(context, scene);
    const index = indexOf(scene.flow);
    const cards = scene.isStill ? index.within(area) : index.all.flatMap(({ step }) => placed(scene, step));
    paintCards(context, scene, cards);
    paintMarks(context, scene, cards);
  }
  context.restore();
}

function placed(scene: Scene, step: FlowStep): { step: FlowStep; rect: Rect }[] {
  const at = scene.placeOf(step);
  if (at === undefined) return [];
  const rect = { ...at, width: cardWidth, height: heightOfCard(step) };
  return overlaps(rect, scene.area) ? [{ step, rect }] : [];
}

/** Edges of one look are one path: thousands of strokes cost more than one of thousands of curves. */
function paintEdges(context: CanvasRenderingContext2D, scene: Scene): void {
  const { flow, selection, colours, zoom, area } = scene;
  const paths = new Map<string, Path2D>();
  for (const { edge, curve, bounds } of scene.isStill ? drawnEdgesOf(flow) : listDrawnEdges(flow, scene.placeOf)) {
    if (!overlaps(bounds, area)) continue;
    const isMarked = selection.edges.has(edge.id) || selection.steps.has(edge.from) || selection.steps.has(edge.to);
    const key = isMarked ? "marked" : edge.kind;
    const path = paths.get(key) ?? new Path2D();
    paths.set(key, path);
    const [a, b, c, d] = curve;
    path.moveTo(a.x, a.y);
    path.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
  }
  const colour: Record<EdgeKind | "marked", string> = {
    success: colours.edge,
    error: colours.errorEdge,
    route: colours.routeEdge,
    marked: colours.accent,
  };
  const isCrowded = flow.edges.length > 1000 && zoom < 0.4;
  for (const kind of ["success", "route", "error", "marked"] as const) {
    const path = paths.get(kind);
    if (path === undefined) continue;
    context.strokeStyle = colour[kind];
    context.globalAlpha = isCrowded && kind !== "marked" ? 0.35 : 1;
    context.lineWidth = Math.max(1.5, (kind === "marked" ? 1.75 : 1) / zoom);
    context.setLineDash(kind === "error" && zoom > 0.2 ? [6, 4] : []);
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

import type { EdgeKind } from "../../state/flow/Flow.ts";
import type { Rect } from "../../state/ports/CanvasPort.ts";
import { type DrawnEdge, drawnEdgesOf, listDrawnEdges } from "../edges/drawnEdges.ts";
import { boundsOfCurve, type Curve, splitCurve } from "../edges/edgeCurve.ts";
import { overlaps } from "../view/BoxIndex.ts";
import { areCrowdedAt, crowdedAlpha, thinnest } from "./crowdedEdges.ts";
import type { PaintColours } from "./PaintColours.ts";
import type { Scene } from "./paintFlow.ts";

export interface EdgeScene {
  edges: readonly DrawnEdge[];
  /** What is painted of them, in canvas units, and how many pixels a unit has. */
  area: Rect;
  zoom: number;
  colours: PaintColours;
  /** Those of the selection. */
  isMarked: (edge: DrawnEdge["edge"]) => boolean;
  /** There are so many that they let through what is behind them. */
  isCrowded: boolean;
}

/** Paints the edges in view. */
export function paintEdges(context: CanvasRenderingContext2D, scene: Scene): void {
  const { flow, zoom, area, colours } = scene;
  const edges = scene.isStill ? drawnEdgesOf(flow) : listDrawnEdges(flow, scene.placeOf);
  const isCrowded = areCrowdedAt(edges, zoom);
  paintEdgesIn(context, { edges, area, zoom, colours, isMarked: isMarkedIn(scene), isCrowded });
}

/** Paints those of the selection over the others. */
export function paintMarkedEdges(context: CanvasRenderingContext2D, scene: Scene): void {
  const { flow, zoom, area, colours, selection } = scene;
  if (selection.edges.size + selection.steps.size === 0) return;
  const isMarked = isMarkedIn(scene);
  const edges = drawnEdgesOf(flow).filter(({ edge }) => isMarked(edge));
  paintEdgesIn(context, { edges, area, zoom, colours, isMarked, isCrowded: false });
}

function isMarkedIn({ selection: { edges, steps } }: Scene): EdgeScene["isMarked"] {
  return ({ id, from, to }) => edges.has(id) || steps.has(from) || steps.has(to);
}

/** Edges of one look are one path: thousands of strokes cost more than one of thousands of curves. */
export function paintEdgesIn(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { edges, area, zoom, colours, isMarked, isCrowded }: EdgeScene,
): void {
  const width = Math.max(thinnest, 1.75 / zoom);
  const reach = {
    x: area.x - width,
    y: area.y - width,
    width: area.width + 2 * width,
    height: area.height + 2 * width,
  };
  const paths = new Map<string, Path2D>();
  for (const drawn of edges) {
    if (!overlaps(drawn.bounds, reach) || (isLong(drawn.bounds, reach) && !crosses(drawn, reach))) continue;
    const key = isMarked(drawn.edge) ? "marked" : drawn.edge.kind;
    const path = paths.get(key) ?? new Path2D();
    paths.set(key, path);
    addCurve(path, drawn.curve);
  }
  const colour: Record<EdgeKind | "marked", string> = {
    success: colours.edge,
    error: colours.errorEdge,
    route: colours.routeEdge,
    marked: colours.accent,
  };
  for (const kind of ["success", "route", "error", "marked"] as const) {
    const path = paths.get(kind);
    if (path === undefined) continue;
    context.strokeStyle = colour[kind];
    context.globalAlpha = isCrowded && kind !== "marked" ? crowdedAlpha : 1;
    context.lineWidth = Math.max(thinnest, (kind === "marked" ? 1.75 : 1) / zoom);
    context.setLineDash(kind === "error" && zoom > 0.2 ? [6, 4] : []);
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function isLong(bounds: Rect, area: Rect): boolean {
  return bounds.width > 2 * area.width || bounds.height > 2 * area.height;
}

function addCurve(path: Path2D, [a, b, c, d]: Curve): void {
  path.moveTo(a.x, a.y);
  path.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
}

const boundsOfParts = new WeakMap<DrawnEdge, readonly Rect[]>();

/** Whether a part of an edge lies in an area: one that is much longer mostly passes by, and would be stroked for nothing. */
function crosses(drawn: DrawnEdge, area: Rect): boolean {
  const known = boundsOfParts.get(drawn) ?? splitCurve(drawn.curve, 16).map(boundsOfCurve);
  boundsOfParts.set(drawn, known);
  return known.some((bounds) => overlaps(bounds, area));
}

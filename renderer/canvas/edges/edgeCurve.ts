import { cardHeight, cardWidth, heightOfCard, offsetOfOutput } from "../../state/flow/cardSize.ts";
import type { Flow, FlowEdge, FlowStep } from "../../state/flow/Flow.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";

/** A Bézier curve: begin, two control points, end. */
export type Curve = readonly [Point, Point, Point, Point];

/** Where error edges begin on the lower border, from the right. */
export const errorHandleInset = 28;

/** The curve of an edge between two points; error edges begin downwards, all others to the right, all end from the left. */
export function curveBetween(from: Point, to: Point, isError: boolean): Curve {
  const across = to.x - from.x;
  const pull = across >= 0 ? Math.max(24, across / 2) : Math.min(240, 64 - across / 3);
  const begin = isError ? { x: from.x, y: from.y + Math.min(64, pull) } : { x: from.x + pull, y: from.y };
  return [from, begin, { x: to.x - pull, y: to.y }, to];
}

/** The curve of an edge as the cards lie; undefined when one of them has no place. `move` shifts cards that are dragged. */
export function curveOf(flow: Flow, edge: FlowEdge, move: (step: FlowStep) => Point | undefined): Curve | undefined {
  const [from, to] = [flow.byId.get(edge.from), flow.byId.get(edge.to)];
  const [a, b] = [from && move(from), to && move(to)];
  if (from === undefined || a === undefined || b === undefined) return undefined;
  const isError = edge.kind === "error";
  const begin = isError
    ? { x: a.x + cardWidth - errorHandleInset, y: a.y + heightOfCard(from) }
    : { x: a.x + cardWidth, y: a.y + offsetOfOutput(from, edge.output ?? "") };
  return curveBetween(begin, { x: b.x, y: b.y + cardHeight / 2 }, isError);
}

/** The curve as an SVG path. */
export function toPath([a, b, c, d]: Curve): string {
  return `M${a.x},${a.y} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`;
}

/** A point of the curve; `t` from 0 to 1. */
export function pointOn([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, u: number): number =>
    s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}

/** The curve as so many curves, each beginning with the very point that ends the one before. */
export function splitCurve(curve: Curve, count: number): Curve[] {
  const parts: Curve[] = [];
  let rest = curve;
  for (let left = count; left > 1; left -= 1) {
    const mix = (p: Point, q: Point): Point => ({ x: p.x + (q.x - p.x) / left, y: p.y + (q.y - p.y) / left });
    const [a, b, c, d] = rest;
    const [ab, bc, cd] = [mix(a, b), mix(b, c), mix(c, d)];
    const [abc, bcd] = [mix(ab, bc), mix(bc, cd)];
    const middle = mix(abc, bcd);
    parts.push([a, ab, abc, middle]);
    rest = [middle, bcd, cd, d];
  }
  return [...parts, rest];
}

/** An area that holds the curve: that of its four points. */
export function boundsOfCurve(curve: Curve): Rect {
  const [xs, ys] = [curve.map(({ x }) => x), curve.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Distance of a point from the curve, in canvas units, measured at 24 pieces. */
export function distanceTo(curve: Curve, point: Point): number {
  const pieces = 24;
  let best = Infinity;
  let begin = curve[0];
  for (let piece = 1; piece <= pieces; piece += 1) {
    const end = pointOn(curve, piece / pieces);
    best = Math.min(best, distanceToLine(begin, end, point));
    begin = end;
  }
  return best;
}

function distanceToLine(a: Point, b: Point, p: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

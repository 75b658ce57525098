import type { Point, Rect, Viewport } from "../../state/ports/CanvasPort.ts";
import { overlaps } from "./BoxIndex.ts";
import { paintedBelow } from "./planView.ts";

/** Room that is left around what is brought into view, in canvas units; less where there is no room for that. */
const margin = 32;
const leastMargin = 8;
/** Cards are whole and well read. */
const readableZoom = 0.8;

interface View {
  /** What is in view, in canvas units. */
  area: Rect;
  zoom: number;
  /** What of it lies under something, such as the map. */
  covers?: readonly Rect[];
}

/** The view moved as far as needed to have a place in the free part of it; undefined = it is there. */
export function revealView(view: View, target: Rect): Viewport | undefined {
  const { area, zoom } = view;
  const { x, y } = placeFreely(view, target);
  const [dx, dy] = [target.x - x, target.y - y];
  return dx === 0 && dy === 0 ? undefined : { x: (-area.x - dx) * zoom, y: (-area.y - dy) * zoom, zoom };
}

/** The same; from so far away that no card can be read, the place comes near, in the middle of the view. */
export function goToView(view: View, target: Rect): Viewport | undefined {
  if (view.zoom >= paintedBelow) return revealView(view, target);
  const { area, covers = [] } = view;
  const scale = view.zoom / readableZoom;
  const near = {
    x: target.x + target.width / 2 - (area.width * scale) / 2,
    y: target.y + target.height / 2 - (area.height * scale) / 2,
    width: area.width * scale,
    height: area.height * scale,
  };
  const free = {
    area: near,
    zoom: readableZoom,
    covers: covers.map((cover) => ({
      x: near.x + (cover.x - area.x) * scale,
      y: near.y + (cover.y - area.y) * scale,
      width: cover.width * scale,
      height: cover.height * scale,
    })),
  };
  return revealView(free, target) ?? { x: -near.x * readableZoom, y: -near.y * readableZoom, zoom: readableZoom };
}

/** Where in the view a place comes to lie: as near as possible to where it is. */
function placeFreely({ area, covers = [] }: View, target: Rect): Point {
  const clamped = clamp(area, target, margin);
  for (const room of [margin, leastMargin]) {
    const start = clamp(area, target, room);
    const xs = [start.x, ...covers.flatMap(({ x, width }) => [x - room - target.width, x + width + room])];
    const ys = [start.y, ...covers.flatMap(({ y, height }) => [y - room - target.height, y + height + room])];
    const found = xs
      .flatMap((x) => ys.map((y) => ({ ...target, x, y })))
      .filter((place) => isSame(place, clamp(area, place, room)) && !covers.some((cover) => overlaps(cover, place)))
      .sort((a, b) => distance(a, start) - distance(b, start));
    if (found[0] !== undefined) return found[0];
  }
  return clamped;
}

function clamp(area: Rect, { x, y, width, height }: Rect, room: number): Point {
  const shift = (from: number, size: number, begin: number, length: number): number =>
    from - (Math.min(0, from - room - begin) || Math.max(0, from + size + room - begin - length));
  return { x: shift(x, width, area.x, area.width), y: shift(y, height, area.y, area.height) };
}

function isSame(a: Point, b: Point): boolean {
  return Math.abs(a.x - b.x) < 1e-6 && Math.abs(a.y - b.y) < 1e-6;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

import type { Rect, Viewport } from "../../state/ports/CanvasPort.ts";
import { paintedBelow } from "./planView.ts";

/** Room that is left around what is brought into view, in canvas units. */
const margin = 32;
/** Cards are whole and well read. */
const readableZoom = 0.8;

interface View {
  /** What is in view, in canvas units. */
  area: Rect;
  zoom: number;
}

/** The view moved as far as needed to have a place in it; undefined = it is in view. */
export function revealView({ area, zoom }: View, target: Rect): Viewport | undefined {
  const shift = (from: number, size: number, begin: number, room: number): number =>
    Math.min(0, from - margin - begin) || Math.max(0, from + size + margin - begin - room);
  const dx = shift(target.x, target.width, area.x, area.width);
  const dy = shift(target.y, target.height, area.y, area.height);
  return dx === 0 && dy === 0 ? undefined : { x: -(area.x + dx) * zoom, y: -(area.y + dy) * zoom, zoom };
}

/** The same; from so far away that no card can be read, the place comes near, in the middle of the view. */
export function goToView(view: View, target: Rect): Viewport | undefined {
  const { area, zoom } = view;
  if (zoom >= paintedBelow) return revealView(view, target);
  const x = (area.width * zoom) / 2 - (target.x + target.width / 2) * readableZoom;
  const y = (area.height * zoom) / 2 - (target.y + target.height / 2) * readableZoom;
  return { x, y, zoom: readableZoom };
}

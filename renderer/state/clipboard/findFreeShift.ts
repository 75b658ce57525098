import type { Rect } from "../ports/CanvasPort.ts";

/** How far down a box must go, and no further, to lie over none of those that are there, with a gap between. */
export function findFreeShift(box: Rect, { taken, gap }: { taken: readonly Rect[]; gap: number }): number {
  const beside = taken
    .filter(({ x, width }) => box.x < x + width + gap && x < box.x + box.width + gap)
    .sort((a, b) => a.y - b.y);
  return beside.reduce((shift, { y, height }) => {
    const top = box.y + shift;
    const isOver = top < y + height + gap && y < top + box.height + gap;
    return isOver ? y + height + gap - box.y : shift;
  }, 0);
}

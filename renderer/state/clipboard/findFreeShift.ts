import type { Rect } from "../ports/CanvasPort.ts";

/** How far down boxes must go, and no further, to lie over none of those that are there, with a gap between. */
export function findFreeShift(boxes: readonly Rect[], { taken, gap }: { taken: readonly Rect[]; gap: number }): number {
  let shift = 0;
  for (;;) {
    const next = boxes.reduce((most, box) => {
      const y = box.y + shift;
      const over = taken.filter(
        (other) =>
          box.x < other.x + other.width &&
          other.x < box.x + box.width &&
          y < other.y + other.height &&
          other.y < y + box.height,
      );
      // The nearest end: whatever lies below it is looked at again.
      const ends = over.map((other) => other.y + other.height + gap - box.y);
      return ends.length === 0 ? most : Math.max(most, Math.min(...ends));
    }, shift);
    if (next === shift) return shift;
    shift = next;
  }
}

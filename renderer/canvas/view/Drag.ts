import type { FlowNote, FlowStep } from "../../state/flow/Flow.ts";
import type { Point } from "../../state/ports/CanvasPort.ts";

/** Cards and notes on their way: not in the document before they are let go. */
export interface Drag {
  ids: ReadonlySet<string>;
  dx: number;
  dy: number;
}

/** Where a card is while some are dragged. */
export function placeWhileDragging(drag: Drag | undefined): (step: FlowStep) => Point | undefined {
  return ({ id, at }) => {
    if (at === undefined || drag === undefined || !drag.ids.has(id)) return at;
    return { x: at.x + drag.dx, y: at.y + drag.dy };
  };
}

/** Where a note is while things are dragged. */
export function noteWhileDragging(drag: Drag | undefined): (note: FlowNote) => Point {
  return ({ id, x, y }) => (drag?.ids.has(id) ? { x: x + drag.dx, y: y + drag.dy } : { x, y });
}

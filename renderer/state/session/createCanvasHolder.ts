import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { CanvasPort } from "../ports/CanvasPort.ts";

export interface CanvasHolder extends CanvasPort {
  /** The canvas that is in view from now on. */
  attach(canvas: CanvasPort): Unsubscribe;
}

/** Stands for the canvas before there is one and after it left; then it does nothing. */
export function createCanvasHolder(): CanvasHolder {
  let canvas: CanvasPort | undefined;
  return {
    attach(next) {
      canvas = next;
      return () => {
        if (canvas === next) canvas = undefined;
      };
    },
    fit: () => canvas?.fit(),
    show: (area) => canvas?.show(area),
    look: (view) => canvas?.look(view),
    reveal: (area) => canvas?.reveal(area),
    goTo: (area) => canvas?.goTo(area),
    zoomBy: (factor) => canvas?.zoomBy(factor),
    zoomTo: (zoom) => canvas?.zoomTo(zoom),
    centre: () => canvas?.centre() ?? { x: 0, y: 0 },
    focus: () => canvas?.focus(),
  };
}

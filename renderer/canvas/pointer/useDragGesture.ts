import { useMemo, useState } from "react";
import type { Workbench } from "../../commands/Workbench.ts";
import type { Drag } from "../view/Drag.ts";
import { createDragGesture, type DragGesture } from "./createDragGesture.ts";

/** Dragging on the canvas, and what is dragged now. */
export function useDragGesture(workbench: Workbench): { drag: Drag | undefined; gesture: DragGesture } {
  const [drag, setDrag] = useState<Drag>();
  const gesture = useMemo(() => createDragGesture(workbench, setDrag), [workbench]);
  return { drag, gesture };
}

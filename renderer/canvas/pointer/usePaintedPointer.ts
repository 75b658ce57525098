import { useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { foldGroup } from "../../commands/foldGroup.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import type { Flow, FlowStep } from "../../state/flow/Flow.ts";
import { foldFlow } from "../../state/flow/foldFlow.ts";
import { isSelectedCard } from "../../state/flow/isSelectedCard.ts";
import type { Point, Rect } from "../../state/ports/CanvasPort.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import { findEdgeAt } from "../edges/findEdgeAt.ts";
import { indexOf } from "../view/BoxIndex.ts";
import type { DragGesture } from "./createDragGesture.ts";

export interface PaintedPointer {
  surface: RefObject<HTMLElement | null>;
  isPainted: boolean;
  workbench: Workbench;
  gesture: DragGesture;
  onLasso: (area: Rect | undefined) => void;
}

/** Pixels a pointer may move before a click becomes a drag. */
const slack = 4;

/** Click, drag and lasso where cards are painted: found by their place instead of by an element. */
export function usePaintedPointer({ surface, isPainted, workbench, gesture, onLasso }: PaintedPointer): void {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  useEffect(() => {
    const element = surface.current;
    if (element === null || !isPainted) return undefined;
    const toCanvas = (event: MouseEvent): Point => screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const flowNow = (): Flow => foldFlow(workbench.document.store.getState().flow);
    const toSelection = ({ id, fold }: FlowStep): Partial<Selection> =>
      fold === undefined ? { steps: new Set([id]) } : { groups: new Set([fold.group.id]) };
    const isOnPane = (event: MouseEvent): boolean =>
      event.target instanceof Element && event.target.closest(".react-flow__pane") !== null;

    const follow = (
      start: MouseEvent,
      handlers: { move: (to: Point) => void; end: (moved: boolean) => void },
    ): void => {
      let moved = false;
      const onMove = (event: MouseEvent): void => {
        moved ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > slack;
        if (moved) handlers.move(toCanvas(event));
      };
      const onUp = (): void => {
        window.removeEventListener("mousemove", onMove);
        window.removeEventListener("mouseup", onUp);
        handlers.end(moved);
      };
      window.addEventListener("mousemove", onMove);
      window.addEventListener("mouseup", onUp);
    };

    // React Flow would take the click that follows for one on the empty canvas and clear the selection.
    let wasTaken = false;
    const take = (event: MouseEvent): void => {
      wasTaken = true;
      event.stopPropagation();
    };
    const onClick = (event: MouseEvent): void => {
      if (wasTaken) event.stopPropagation();
      wasTaken = false;
    };

    const onDown = (event: MouseEvent): void => {
      wasTaken = false;
      if (event.button !== 0 || !isOnPane(event)) return;
      const begin = toCanvas(event);
      const step = indexOf(flowNow()).at(begin);
      const { session } = workbench;
      if (step !== undefined) {
        take(event);
        const { selection } = session.store.getState();
        const adds = event.ctrlKey || event.metaKey || event.shiftKey;
        const wasSelected = isSelectedCard(selection, step);
        if (!wasSelected && !adds) session.select(toSelection(step));
        follow(event, {
          move: (to) => {
            if (!gesture.isDragging()) gesture.begin(step.id);
            gesture.move(to.x - begin.x, to.y - begin.y);
          },
          end: (moved) => {
            if (moved) gesture.end();
            else if (adds) session.toggle(toSelection(step));
            else session.select(toSelection(step));
          },
        });
        return;
      }
      if (event.shiftKey) {
        take(event);
        let area: Rect | undefined;
        follow(event, {
          move: (to) => {
            area = between(begin, to);
            onLasso(area);
          },
          end: () => {
            onLasso(undefined);
            if (area === undefined) return;
            const found = indexOf(flowNow()).within(area);
            const cards = found.map(({ step: inside }) => inside);
            session.select({
              steps: new Set(cards.flatMap(({ id, fold }) => (fold === undefined ? [id] : []))),
              groups: new Set(cards.flatMap(({ fold }) => fold?.group.id ?? [])),
            });
          },
        });
        return;
      }
      const edge = findEdgeAt(flowNow(), begin, 6 / getZoom());
      if (edge === undefined) return;
      take(event);
      session.select({ edges: new Set([edge.id]) });
    };

    const onDouble = (event: MouseEvent): void => {
      if (!isOnPane(event)) return;
      const step = indexOf(flowNow()).at(toCanvas(event));
      if (step === undefined) return;
      event.stopPropagation();
      if (step.fold === undefined) workbench.session.openStep(step.id);
      else foldGroup(workbench, { groups: [step.fold.group], folded: false });
    };
    // Before React Flow: it would pan.
    const options = { capture: true };
    element.addEventListener("mousedown", onDown, options);
    element.addEventListener("click", onClick, options);
    element.addEventListener("dblclick", onDouble, options);
    return () => {
      element.removeEventListener("mousedown", onDown, options);
      element.removeEventListener("click", onClick, options);
      element.removeEventListener("dblclick", onDouble, options);
    };
  }, [surface, isPainted, workbench, gesture, onLasso, screenToFlowPosition, getZoom]);
}

function between(a: Point, b: Point): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

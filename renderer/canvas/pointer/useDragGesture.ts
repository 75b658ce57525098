import { useMemo, useRef, useState } from "react";
import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { type Box, listBoxes, moveBoxes } from "../../state/edits/moveItems.ts";
import { snap } from "../../state/flow/cardSize.ts";
import { text } from "../../text/texts.ts";
import type { Drag } from "../view/Drag.ts";

export interface DragGesture {
  /** Takes up a card, note or group, and with it all that is selected; one that is not selected alone. */
  begin(id: string): void;
  /** Where it is now, from where it was taken up. */
  move(dx: number, dy: number): void;
  /** Lets go: one gesture of the document. */
  end(): void;
  isDragging(): boolean;
}

/** Dragging on the canvas: a matter of this window until it is let go. */
export function useDragGesture(workbench: Workbench): { drag: Drag | undefined; gesture: DragGesture } {
  const [drag, setDrag] = useState<Drag>();
  const boxes = useRef<readonly Box[]>([]);
  const last = useRef<Drag>(undefined);
  const gesture = useMemo((): DragGesture => {
    const show = (next: Drag | undefined): void => {
      last.current = next;
      setDrag(next);
    };
    return {
      begin(id) {
        const { session, document } = workbench;
        const { selection } = session.store.getState();
        const [kind, bare] = toKind(id);
        if (!selection[kind].has(bare)) session.select({ [kind]: new Set([bare]) });
        boxes.current = listBoxes(document.store.getState().flow, session.store.getState().selection);
        show({ ids: new Set(boxes.current.map((box) => box.id)), dx: 0, dy: 0 });
      },
      move(dx, dy) {
        const ids = last.current?.ids;
        if (ids !== undefined) show({ ids, dx: snap(dx), dy: snap(dy) });
      },
      end() {
        const moved = last.current;
        if (moved !== undefined) {
          const operations = moveBoxes(boxes.current, ({ x, y }) => ({ x: x + moved.dx, y: y + moved.dy }));
          perform(workbench, text("gesture.move"), operations);
        }
        show(undefined);
      },
      isDragging: () => last.current !== undefined,
    };
  }, [workbench]);
  return { drag, gesture };
}

/** What an element of the canvas is, from its id. */
export function toKind(id: string): ["steps" | "notes" | "groups", string] {
  if (id.startsWith("note:")) return ["notes", id.slice(5)];
  if (id.startsWith("group:")) return ["groups", id.slice(6)];
  return ["steps", id];
}

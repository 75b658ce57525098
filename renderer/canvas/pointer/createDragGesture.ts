import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { type Box, listBoxes, listFollowers, moveBoxes } from "../../state/edits/moveItems.ts";
import { snap } from "../../state/flow/cardSize.ts";
import { cardIdOf } from "../../state/flow/foldFlow.ts";
import { groupTreeOf } from "../../state/flow/GroupTree.ts";
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

/** Dragging on the canvas: a matter of this window until it is let go. `onDrag`: what is dragged and how far, while it is. */
export function createDragGesture(workbench: Workbench, onDrag: (drag: Drag | undefined) => void): DragGesture {
  let boxes: readonly Box[] = [];
  let last: Drag | undefined;
  const show = (next: Drag | undefined): void => {
    last = next;
    onDrag(next);
  };
  return {
    begin(id) {
      const { session, document } = workbench;
      const { selection } = session.store.getState();
      const [kind, bare] = toKind(id);
      if (!selection[kind].has(bare)) session.select({ [kind]: new Set([bare]) });
      const { flow } = document.store.getState();
      boxes = listBoxes(flow, session.store.getState().selection);
      const moved = [...boxes, ...listFollowers({ flow, boxes })].map((box) => box.id);
      // The card of a folded group goes with what is in it.
      const cards = moved.flatMap((step) => groupTreeOf(flow).foldOf(step)?.id ?? []).map(cardIdOf);
      show({ ids: new Set([...moved, ...cards]), dx: 0, dy: 0 });
    },
    move(dx, dy) {
      if (last !== undefined) show({ ids: last.ids, dx: snap(dx), dy: snap(dy) });
    },
    end() {
      const moved = last;
      if (moved !== undefined) {
        const { flow } = workbench.document.store.getState();
        const operations = moveBoxes({ flow, boxes }, ({ x, y }) => ({ x: x + moved.dx, y: y + moved.dy }));
        perform(workbench, text("gesture.move"), operations);
      }
      show(undefined);
    },
    isDragging: () => last !== undefined,
  };
}

/** What an element of the canvas is, from its id. */
export function toKind(id: string): ["steps" | "notes" | "groups", string] {
  if (id.startsWith("note:")) return ["notes", id.slice(5)];
  if (id.startsWith("group:")) return ["groups", id.slice(6)];
  return ["steps", id];
}

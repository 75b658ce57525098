import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useMemo } from "react";
import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { addStep } from "../../state/edits/addStep.ts";
import { cardHeight, cardWidth } from "../../state/flow/cardSize.ts";
import { foldFlow } from "../../state/flow/foldFlow.ts";
import { text } from "../../text/texts.ts";
import { draggedClass } from "../../ui/draggedClass.ts";
import { findEdgeAt } from "../edges/findEdgeAt.ts";

export interface DropHandlers {
  onDragOver: (event: DragEvent) => void;
  onDrop: (event: DragEvent) => void;
}

/** Pixels from an edge at which a dropped step is put on it. */
const reach = 16;

/** Takes step classes that are dragged from the registry; on an edge they are put in between. */
export function useDropStep(workbench: Workbench): DropHandlers {
  const { screenToFlowPosition, getZoom } = useReactFlow();
  return useMemo(() => {
    const { document, session, classes, createId } = workbench;
    return {
      onDragOver(event) {
        if (!draggedClass.isIn(event.dataTransfer)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      },
      onDrop(event) {
        const key = draggedClass.read(event.dataTransfer);
        const manifest = classes.store
          .getState()
          .classes.find(({ file, syncpack }) => file === key?.file && syncpack === key.syncpack);
        if (manifest === undefined) return;
        event.preventDefault();
        const { flow } = document.store.getState();
        const point = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const at = { x: point.x - cardWidth / 2, y: point.y - cardHeight / 2 };
        const edge = findEdgeAt(foldFlow(flow), point, reach / getZoom());
        const id = createId();
        const label = text("gesture.addStep", { name: manifest.friendlyName });
        if (perform(workbench, label, addStep({ flow, manifest, id, at, edge }))) {
          session.select({ steps: new Set([id]) });
        }
        workbench.canvas.focus();
      },
    };
  }, [workbench, screenToFlowPosition, getZoom]);
}

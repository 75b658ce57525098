import { useEffect, useRef } from "react";
import type { Workbench } from "../commands/Workbench.ts";
import { useDocument } from "../commands/WorkbenchContext.ts";
import { toLayoutGraph, writeLayout } from "../state/edits/arrange.ts";
import { boundsOf, listAllBoxes } from "../state/edits/moveItems.ts";
import { rowGap, snap } from "../state/flow/cardSize.ts";
import { text } from "../text/texts.ts";

/**
 * Gives places to steps that have none, as in a document from elsewhere: all of them are arranged, or those that lack
 * one below the others. Kept in the draft without an undo entry. Once when the document opens, the view shows all of it, or what
 * was seen of it last.
 */
export function useArrangeNew(workbench: Workbench): void {
  const isReady = useDocument((state) => state.status === "ready");
  const lacking = useDocument(({ flow }) => flow.steps.filter(({ at }) => at === undefined).length);
  const isBusy = useRef(false);
  const wasShown = useRef(false);
  useEffect(() => {
    const { document, layout, canvas } = workbench;
    const showOnce = (): void => {
      const view = workbench.view.read();
      if (!wasShown.current && view !== undefined && lacking === 0) canvas.look(view);
      else if (!wasShown.current) canvas.fit();
      wasShown.current = true;
    };
    const arrange = async (): Promise<void> => {
      const { flow } = document.store.getState();
      const missing = flow.steps.filter(({ at }) => at === undefined);
      const placed = await layout.arrange(toLayoutGraph(flow, missing));
      const { edit, flow: now } = document.store.getState();
      const boxes = listAllBoxes(now);
      const { x, y, height } = boundsOf(boxes);
      const top = boxes.length === 0 ? y : y + height + 2 * rowGap;
      const kept = boxes.filter(({ kind }) => kind === "step").map((box) => ({ id: box.id, x: box.x, y: box.y }));
      const added = placed.map((node) => ({ id: node.id, x: snap(x + node.x), y: snap(top + node.y) }));
      const operation = writeLayout(edit, now, [...kept, ...added]);
      if (operation !== undefined) {
        document.perform({ label: text("gesture.layout"), operations: [operation], silent: true });
      }
    };
    if (!isReady || isBusy.current) return;
    if (lacking === 0) {
      showOnce();
      return;
    }
    isBusy.current = true;
    arrange()
      .catch((error: unknown) => workbench.notify(error instanceof Error ? error.message : String(error), "error"))
      .finally(() => {
        isBusy.current = false;
        showOnce();
      });
  }, [workbench, isReady, lacking]);
}

import type { Workbench } from "../../commands/Workbench.ts";
import { toLayoutGraph, writeLayout } from "../../state/edits/arrange.ts";
import { boundsOf, listAllBoxes } from "../../state/edits/moveItems.ts";
import { rowGap, snap } from "../../state/flow/cardSize.ts";
import { text } from "../../text/texts.ts";

/**
 * Gives places to the steps that have none: all of them are arranged, or those that lack one below the others. Kept in the
 * draft without an undo entry. Rejects when the work could not be done.
 */
export async function arrangeNew({ document, layout }: Workbench): Promise<void> {
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
}

import { diffDocuments } from "../../../core/model/diff/diffDocuments.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";

/** How a step differs between two documents; `moved`: only its card lies elsewhere, or it stands elsewhere in the list. */
export type ChangeMark = "added" | "removed" | "changed" | "moved";

/** The steps that differ between an earlier and a later document, by id. A change counts more than a move. */
export function readChanges(from: EditState, to: EditState): ReadonlyMap<string, ChangeMark> {
  const marks = new Map<string, ChangeMark>();
  const { logic, layout } = diffDocuments(from, to);
  for (const { of, id, kind } of [...logic, ...layout]) {
    if ((of !== "step" && of !== "position") || id === undefined) continue;
    // That a card has a place at all now, as every document gets one that is opened, is no move.
    if (of === "position" && kind !== "moved") continue;
    const mark = kind === "renamed" ? "changed" : kind;
    const known = marks.get(id);
    if (known === undefined || known === "moved") marks.set(id, mark);
  }
  return marks;
}

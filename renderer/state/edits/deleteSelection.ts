import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { Flow } from "../flow/Flow.ts";
import { groupTreeOf } from "../flow/GroupTree.ts";
import type { Selection } from "../session/SessionState.ts";
import { disconnectOperation } from "./edges.ts";

/**
 * The operations that delete what is selected. Of an open group only the frame goes, unless what is in it is selected
 * too; a folded one is one card and goes with all that is in it.
 */
export function deleteSelection(flow: Flow, selection: Selection): EditOperation[] {
  const { edges, notes } = selection;
  const tree = groupTreeOf(flow);
  const folded = flow.groups.filter(({ id, folded: isFolded }) => isFolded && selection.groups.has(id));
  const groups = new Set([...selection.groups, ...folded.flatMap(({ id }) => tree.within(id).map((one) => one.id))]);
  const steps = new Set([...selection.steps, ...folded.flatMap(({ id }) => [...tree.stepsIn(id)])]);
  // Removing a step takes its edges with it.
  const loose = flow.edges.filter(({ id, from, to }) => edges.has(id) && !steps.has(from) && !steps.has(to));
  return [
    ...loose.map(disconnectOperation),
    ...flow.groups.filter(({ id }) => groups.has(id)).map(({ id }): EditOperation => ({ op: "removeGroup", id })),
    ...flow.notes.filter(({ id }) => notes.has(id)).map(({ id }): EditOperation => ({ op: "removeNote", id })),
    ...flow.steps.filter(({ id }) => steps.has(id)).map(({ id }): EditOperation => ({ op: "removeStep", step: id })),
  ];
}

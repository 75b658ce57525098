import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { Flow } from "../flow/Flow.ts";
import type { Selection } from "../session/SessionState.ts";
import { disconnectOperation } from "./edges.ts";

/** The operations that delete what is selected. A group goes, what is in it stays unless it is selected too. */
export function deleteSelection(flow: Flow, selection: Selection): EditOperation[] {
  const { steps, edges, notes, groups } = selection;
  // Removing a step takes its edges with it.
  const loose = flow.edges.filter(({ id, from, to }) => edges.has(id) && !steps.has(from) && !steps.has(to));
  return [
    ...loose.map(disconnectOperation),
    ...flow.groups.filter(({ id }) => groups.has(id)).map(({ id }): EditOperation => ({ op: "removeGroup", id })),
    ...flow.notes.filter(({ id }) => notes.has(id)).map(({ id }): EditOperation => ({ op: "removeNote", id })),
    ...flow.steps.filter(({ id }) => steps.has(id)).map(({ id }): EditOperation => ({ op: "removeStep", step: id })),
  ];
}

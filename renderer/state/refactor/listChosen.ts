import type { Flow } from "../flow/Flow.ts";
import { groupTreeOf } from "../flow/GroupTree.ts";
import type { Selection } from "../session/SessionState.ts";

/** Ids of the selected steps, those of selected groups included. */
export function listChosen(flow: Flow, { steps, groups }: Pick<Selection, "steps" | "groups">): Set<string> {
  const tree = groupTreeOf(flow);
  return new Set([...steps, ...[...groups].flatMap((id) => [...tree.stepsIn(id)])]);
}

import type { Selection } from "../session/SessionState.ts";
import type { FlowStep } from "./Flow.ts";

/** Whether a card is marked: a folded group is as soon as anything in it is, so that nothing selected is out of sight. */
export function isSelectedCard({ steps, groups }: Selection, card: FlowStep): boolean {
  if (card.fold === undefined) return steps.has(card.id);
  return groups.has(card.fold.group.id) || card.fold.steps.some(({ id }) => steps.has(id));
}

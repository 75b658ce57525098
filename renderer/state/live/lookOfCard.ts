import type { FlowStep } from "../flow/Flow.ts";
import type { LiveStore } from "./createLiveStore.ts";
import { type StepLook, toStepLook, worstLook } from "./toStepLook.ts";

/** How a card looks: as its step does or, for a folded group, as the step in it that needs attention most. */
export function lookOfCard(live: Pick<LiveStore, "step">, card: FlowStep): StepLook {
  if (card.fold === undefined) return toStepLook(live.step(card.id), card);
  return worstLook(card.fold.steps.map((step) => toStepLook(live.step(step.id), step)));
}

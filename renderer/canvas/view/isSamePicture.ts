import type { FlowStep } from "../../state/flow/Flow.ts";

/** Whether the cards of two lists lie at the same places with the same outputs, so that their edges are the same curves. */
export function isSamePicture(a: readonly FlowStep[], b: readonly FlowStep[]): boolean {
  if (a === b) return true;
  const isSame = (step: FlowStep, other: FlowStep | undefined): boolean =>
    step === other || (step.id === other?.id && isSameCard(step, other));
  return a.length === b.length && a.every((step, index) => isSame(step, b[index]));
}

function isSameCard(a: FlowStep, b: FlowStep): boolean {
  if (a.at?.x !== b.at?.x || a.at?.y !== b.at?.y || a.outputs.length !== b.outputs.length) return false;
  return a.outputs.every(({ name }, index) => name === b.outputs[index]?.name);
}

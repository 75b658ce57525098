import type { FlowStep } from "./Flow.ts";

/** Sizes of the canvas in its units, all on a grid of 4. */
export const grid = 4;
export const cardWidth = 208;
export const cardHeight = 56;
/** Free space between columns and between rows of an arranged flow. */
export const columnGap = 72;
export const rowGap = 24;

const outputHeight = 20;

/** Height of the card of a step: one row for each named output when there are several. */
export function heightOfCard(step: Pick<FlowStep, "outputs">): number {
  return step.outputs.length < 2 ? cardHeight : cardHeight + step.outputs.length * outputHeight + grid;
}

/** Where the handle of an output sits on the right border, from the top of the card. */
export function offsetOfOutput(step: Pick<FlowStep, "outputs">, output: string): number {
  if (step.outputs.length < 2) return cardHeight / 2;
  const index = step.outputs.findIndex(({ name }) => name === output);
  return cardHeight + Math.max(0, index) * outputHeight + outputHeight / 2;
}

/** Rounds to the grid. */
export function snap(value: number): number {
  return Math.round(value / grid) * grid;
}

import type { FlowStep } from "./Flow.ts";

/** Sizes of the canvas in its units, all on a grid of 4. */
export const grid = 4;
export const cardWidth = 208;
export const cardHeight = 56;
/** Free space between columns and between rows of an arranged flow. */
export const columnGap = 72;
export const rowGap = 24;

const outputHeight = 20;

/** Whether the outputs of a step have a row each: all but the plain one alone, which has no name. */
export function hasOutputRows({ outputs }: Pick<FlowStep, "outputs">): boolean {
  return outputs.length > 1 || outputs.some(({ name }) => name !== "");
}

/** Height of the card of a step: one row for each output when they have names. */
export function heightOfCard(step: Pick<FlowStep, "outputs">): number {
  return hasOutputRows(step) ? cardHeight + step.outputs.length * outputHeight + grid : cardHeight;
}

/** Where the handle of an output sits on the right border, from the top of the card. */
export function offsetOfOutput(step: Pick<FlowStep, "outputs">, output: string): number {
  if (!hasOutputRows(step)) return cardHeight / 2;
  const index = step.outputs.findIndex(({ name }) => name === output);
  return cardHeight + Math.max(0, index) * outputHeight + outputHeight / 2;
}

/** Rounds to the grid. */
export function snap(value: number): number {
  return Math.round(value / grid) * grid;
}

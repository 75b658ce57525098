/** The indexes of one part of a suspended step; it triggers fewer runs than half of it, and waits for fewer than the other half. */
export const partSize = 2_000_000;

/** Which it is of the child runs that were triggered, or waited for, together; from 0. `index` as it is stored. */
export function positionOfChild(index: number): number {
  return index % (partSize / 2);
}

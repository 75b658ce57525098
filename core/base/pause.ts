import type { Clock } from "./Clock.ts";

/** So many runs are worked on without a pause: some ten milliseconds. */
export const runsAtOnce = 100;

/** Lets everything else that waits have its turn. */
export function pause(clock: Clock): Promise<void> {
  return new Promise((resolve) => clock.after(0, resolve));
}

import type { Clock } from "../../core/base/Clock.ts";

/** The real time, for tests with real processes. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, Math.min(delay, 2_147_483_647));
    return { cancel: () => clearTimeout(timer) };
  },
};

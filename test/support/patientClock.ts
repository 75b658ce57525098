import type { Clock } from "../../core/base/Clock.ts";
import { systemClock } from "./systemClock.ts";

/** The real time, but what waits for 10 s and more waits ten times as long: a busy machine is slow, not wrong. */
export const patientClock: Clock = {
  now: systemClock.now,
  after: (delay, run) => systemClock.after(delay < 10_000 ? delay : delay * 10, run),
};

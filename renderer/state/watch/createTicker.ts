import type { Clock, Timer } from "../../../core/base/Clock.ts";
import type { Unsubscribe } from "../../../core/base/Emitter.ts";

/** One clock for all that counts seconds on screen: it ticks only while somebody looks. */
export interface Ticker {
  /** The time of the last tick, ms since the epoch. */
  now(): number;
  /** Calls back with each tick; the first listener sets the time at once. */
  subscribe(listener: () => void): Unsubscribe;
}

/** Ticks every `period` ms. */
export function createTicker(clock: Clock, period = 1_000): Ticker {
  const listeners = new Set<() => void>();
  let time = clock.now();
  let timer: Timer | undefined;
  const tick = (): void => {
    time = clock.now();
    timer = clock.after(period, tick);
    for (const listener of [...listeners]) listener();
  };
  return {
    now: () => time,
    subscribe(listener) {
      listeners.add(listener);
      if (timer === undefined) {
        time = clock.now();
        timer = clock.after(period, tick);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        timer?.cancel();
        timer = undefined;
      };
    },
  };
}

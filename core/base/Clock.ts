/** A pending timer. */
export interface Timer {
  cancel(): void;
}

/** The only source of time in portable code. Milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once after `delay` ms; any delay up to ten years. */
  after(delay: number, run: () => void): Timer;
}

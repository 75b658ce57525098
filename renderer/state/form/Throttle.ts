import type { Clock, Timer } from "../../../core/base/Clock.ts";

export interface ThrottleParts<T> {
  clock: Clock;
  /** The least time between two values, ms. */
  ms: number;
  onValue: (value: T) => void;
}

/** Hands values on: the first one at once, of those that follow sooner than that only the newest. */
export class Throttle<T> {
  private readonly parts: ThrottleParts<T>;
  private timer: Timer | undefined;
  private waiting: { value: T } | undefined;

  constructor(parts: ThrottleParts<T>) {
    this.parts = parts;
  }

  take(value: T): void {
    if (this.timer === undefined) this.pass(value);
    else this.waiting = { value };
  }

  /** What waits does not come any more. */
  end(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.waiting = undefined;
  }

  private pass(value: T): void {
    const { clock, ms, onValue } = this.parts;
    this.waiting = undefined;
    this.timer = clock.after(ms, () => {
      this.timer = undefined;
      if (this.waiting !== undefined) this.pass(this.waiting.value);
    });
    onValue(value);
  }
}

import type { Clock, Timer } from "../../core/base/Clock.ts";

interface Pending {
  at: number;
  order: number;
  run: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  private time: number;
  private order = 0;
  private readonly pending = new Set<Pending>();

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  after(delay: number, run: () => void): Timer {
    const timer: Pending = { at: this.time + Math.max(0, delay), order: this.order, run };
    this.order += 1;
    this.pending.add(timer);
    return { cancel: () => this.pending.delete(timer) };
  }

  /** Moves on by `ms` and runs what falls due on the way, in order. */
  advance(ms: number): void {
    const end = this.time + ms;
    for (let next = this.findNext(); next !== undefined && next.at <= end; next = this.findNext()) {
      this.time = Math.max(this.time, next.at);
      this.pending.delete(next);
      next.run();
    }
    this.time = end;
  }

  /** The machine sleeps so long, ms: time goes on, and timers stand still. */
  sleep(ms: number): void {
    this.time += ms;
    for (const timer of this.pending) timer.at += ms;
  }

  /** Moves on to the next timer and runs it; false if there is none. */
  advanceToNext(): boolean {
    const next = this.findNext();
    if (next === undefined) return false;
    this.advance(Math.max(0, next.at - this.time));
    return true;
  }

  /** Number of pending timers. */
  get timers(): number {
    return this.pending.size;
  }

  private findNext(): Pending | undefined {
    let first: Pending | undefined;
    for (const timer of this.pending) {
      if (first === undefined || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
        first = timer;
    }
    return first;
  }
}

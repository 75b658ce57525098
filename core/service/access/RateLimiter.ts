import type { Clock } from "../../base/Clock.ts";

export interface RateLimit {
  /** So many at once, after a rest. */
  burst: number;
  /** One more after so long, ms. */
  refillMs: number;
}

/** Most keys that are remembered; with more, the oldest is forgotten. */
const capacity = 10_000;

/** Counts attempts by key, in bounded memory (generic cell rate algorithm: one time per key). */
export class RateLimiter {
  private readonly clock: Clock;
  private readonly limit: RateLimit;
  /** When a key will have rested in full, ms. */
  private readonly restedAt = new Map<string, number>();
  /** Before this time no key has rested in full, ms. */
  private soonest = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, limit: RateLimit) {
    this.clock = clock;
    this.limit = limit;
  }

  /** Takes one attempt. Returns how long to wait before it is allowed, ms; 0 = it is. */
  take(key: string): number {
    const now = this.clock.now();
    const { burst, refillMs } = this.limit;
    const rested = Math.max(this.restedAt.get(key) ?? now, now);
    const wait = rested - now - (burst - 1) * refillMs;
    if (wait > 0) return wait;
    if (!this.restedAt.has(key)) this.makeRoom(now);
    this.remember(key, rested + refillMs);
    return 0;
  }

  /** Gives one attempt back: it was no guess. */
  giveBack(key: string): void {
    const rested = this.restedAt.get(key);
    if (rested !== undefined) this.remember(key, rested - this.limit.refillMs);
  }

  private remember(key: string, rested: number): void {
    this.restedAt.set(key, rested);
    this.soonest = Math.min(this.soonest, rested);
  }

  private makeRoom(now: number): void {
    if (this.restedAt.size < capacity) return;
    if (this.soonest <= now) this.forgetRested(now);
    const [oldest] = this.restedAt.keys();
    if (this.restedAt.size >= capacity && oldest !== undefined) this.restedAt.delete(oldest);
  }

  private forgetRested(now: number): void {
    this.soonest = Number.POSITIVE_INFINITY;
    for (const [key, rested] of this.restedAt) {
      if (rested <= now) this.restedAt.delete(key);
      else this.soonest = Math.min(this.soonest, rested);
    }
  }
}

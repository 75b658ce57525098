import { expect, test } from "vitest";
import { RateLimiter } from "../../../core/service/access/RateLimiter.ts";
import { FakeClock } from "../../support/FakeClock.ts";

const limit = { burst: 3, refillMs: 1000 };

test("a burst is allowed, then one for each refill, and a rest allows the burst again", () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(clock, limit);
  expect([1, 2, 3].map(() => limiter.take("a"))).toEqual([0, 0, 0]);
  expect(limiter.take("a")).toBe(1000);
  clock.advance(999);
  expect(limiter.take("a")).toBe(1);
  clock.advance(1);
  expect([limiter.take("a"), limiter.take("a")]).toEqual([0, 1000]);
  clock.advance(60_000);
  expect([1, 2, 3, 4].map(() => limiter.take("a") > 0)).toEqual([false, false, false, true]);
});

test("each key counts for itself, and what is given back counts not", () => {
  const limiter = new RateLimiter(new FakeClock(), limit);
  for (let n = 0; n < 20; n += 1) {
    expect(limiter.take("good")).toBe(0);
    limiter.giveBack("good");
  }
  for (let n = 0; n < 3; n += 1) limiter.take("bad");
  expect(limiter.take("bad")).toBeGreaterThan(0);
  expect(limiter.take("other")).toBe(0);
});

test("memory is bounded, and those who rested go first", () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(clock, limit);
  for (let n = 0; n < 3; n += 1) limiter.take("early");
  clock.advance(3000);
  for (let n = 0; n < 3; n += 1) limiter.take("guesser");
  for (let n = 0; n < 9_999; n += 1) limiter.take(`other ${n}`);
  expect(limiter.take("guesser")).toBeGreaterThan(0);
  for (let n = 0; n < 30_000; n += 1) limiter.take(`more ${n}`);
  expect((limiter as unknown as { restedAt: Map<string, number> }).restedAt.size).toBeLessThanOrEqual(10_000);
});

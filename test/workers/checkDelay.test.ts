import { expect, test } from "vitest";
import { CheckDelay } from "../../core/workers/child/CheckDelay.ts";

test("A class that comes again and again is checked more and more rarely, up to a limit", () => {
  const delay = new CheckDelay();
  const delays = Array.from({ length: 8 }, () => {
    delay.begin("a");
    return delay.ms;
  });
  expect(delays).toEqual([3, 6, 12, 24, 48, 48, 48, 48]);
});

test("Another class, or a job without a class, begins with the shortest delay again", () => {
  const delay = new CheckDelay();
  for (const hash of ["a", "a", "a"]) delay.begin(hash);
  delay.begin("b");
  expect(delay.ms).toBe(3);
  delay.begin("b");
  expect(delay.ms).toBe(6);
  delay.begin(undefined);
  expect(delay.ms).toBe(3);
  delay.begin(undefined);
  expect(delay.ms).toBe(3);
});

import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { collectAtRest } from "../../core/workers/collectAtRest.ts";

/** Something that nothing holds any more and only a full collection takes away. */
async function leaveGarbage(): Promise<WeakRef<object>> {
  const left = new WeakRef({ some: "thing" });
  // A WeakRef holds its target until the turn ends.
  await wait(0);
  return left;
}

test("a thread that rests gives back what is no longer used", async () => {
  const left = await leaveGarbage();
  const release = vi.fn();
  onTestFinished(collectAtRest({ everyMs: 20, release }));
  // An assertion that fails would hold the object.
  await vi.waitUntil(() => left.deref() === undefined, { timeout: 10_000, interval: 200 });
  expect(release).toHaveBeenCalled();
});

test("a thread that worked gives back what that left, also when another one made the process smaller meanwhile", async () => {
  const rss = vi.spyOn(process.memoryUsage, "rss").mockReturnValue(100_000_000);
  onTestFinished(() => rss.mockRestore());
  const release = vi.fn();
  onTestFinished(collectAtRest({ everyMs: 20, release }));
  await vi.waitUntil(() => release.mock.calls.length === 1, { timeout: 10_000 });
  const end = performance.now() + 1_500;
  while (performance.now() < end) await new Promise(setImmediate);
  await vi.waitUntil(() => release.mock.calls.length > 1, { timeout: 10_000 });
});

test("a thread that works is left alone, and so is one where it was stopped", async () => {
  const rss = vi.spyOn(process.memoryUsage, "rss");
  onTestFinished(() => rss.mockRestore());
  const stop = collectAtRest({ everyMs: 10 });
  const end = performance.now() + 100;
  while (performance.now() < end) await new Promise(setImmediate);
  stop();
  await wait(50);
  expect(rss).not.toHaveBeenCalled();
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Pooled, withPooled } from "../../core/sdk/withPooled.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let keys = 0;

/** Things with a number each, and what became of them. `broken`: those that do not wake. */
function buildKind({ broken = new Set<number>(), dirty = new Set<number>(), hanging = new Set<number>() } = {}) {
  keys += 1;
  const told: string[] = [];
  let opened = 0;
  const kind: Pooled<number> = {
    async open() {
      opened += 1;
      told.push(`open ${opened}`);
      return opened;
    },
    async rest(one) {
      if (dirty.has(one)) throw new Error("cannot rest");
      told.push(`rest ${one}`);
    },
    wake(one) {
      if (hanging.has(one)) return new Promise(() => undefined);
      return broken.has(one) ? Promise.reject(new Error("broken")) : Promise.resolve();
    },
    close: (one) => void told.push(`close ${one}`),
  };
  const key = { test: keys };
  const use = (more: object = {}) => withPooled({ ...key, ...more }, kind, async (one) => one);
  return { told, kind, key, use };
}

it("uses what rests, and closes it when nobody wants it", async () => {
  const { told, use } = buildKind();
  expect([await use(), await use(), await use({ password: "other" })]).toEqual([1, 1, 2]);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(await use()).toBe(1);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(told.filter((one) => one.startsWith("close"))).toEqual(["close 2"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told.at(-1)).toBe("close 1");
  expect(await use()).toBe(3);
});

it("replaces what broke or hangs while it rested", async () => {
  const broken = new Set<number>();
  const hanging = new Set<number>();
  const { told, use } = buildKind({ broken, hanging });
  await use();
  broken.add(1);
  expect(await use()).toBe(2);
  hanging.add(2);
  const late = use();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await late).toBe(3);
  expect(told).toEqual(["open 1", "rest 1", "close 1", "open 2", "rest 2", "close 2", "open 3", "rest 3"]);
});

it("keeps nothing of a failure, of what cannot rest, and without a key", async () => {
  const { told, kind, key, use } = buildKind({ dirty: new Set([2]) });
  const failing = withPooled(key, kind, async () => {
    throw new Error("the work failed");
  });
  await expect(failing).rejects.toThrow("the work failed");
  await use();
  expect(await withPooled(undefined, kind, async (one) => one)).toBe(3);
  expect(told).toEqual(["open 1", "close 1", "open 2", "close 2", "open 3", "close 3"]);
});

it("lets few rest", async () => {
  const { told, kind, key } = buildKind();
  const { promise, resolve } = Promise.withResolvers<void>();
  const all = Array.from({ length: 6 }, () => withPooled(key, kind, () => promise));
  resolve();
  await Promise.all(all);
  expect(told.filter((one) => one.startsWith("close")).length).toBe(2);
});

import { expect, it, vi } from "vitest";
import { rememberLast } from "../../core/base/rememberLast.ts";

it("works once for each key as long as nothing it depends on changes", () => {
  const work = vi.fn(({ key, by }: { key: object; by: number }) => ({ key, by }));
  const remembered = rememberLast(work, { key: ({ key }) => key, isSame: (one, other) => one.by === other.by });
  const [a, b] = [{}, {}];
  const first = remembered({ key: a, by: 1 });
  expect(remembered({ key: a, by: 1 })).toBe(first);
  expect(remembered({ key: b, by: 1 })).not.toBe(first);
  expect(remembered({ key: a, by: 2 })).toEqual({ key: a, by: 2 });
  expect(work).toHaveBeenCalledTimes(3);
});

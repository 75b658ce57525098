import { expect, test } from "vitest";
import { systemRandom } from "../../core/crypto/systemRandom.ts";

test("bytes are as many as asked for and never those of before", () => {
  const seen = new Set<string>();
  const drawn = Array.from({ length: 2_000 }, () => systemRandom.bytes(16));
  for (const bytes of drawn) {
    expect(bytes).toHaveLength(16);
    seen.add(Buffer.from(bytes).toString("hex"));
  }
  expect(seen.size).toBe(2_000);
  // Nothing that comes later touches what was given out.
  expect(new Set(drawn.map((bytes) => Buffer.from(bytes).toString("hex")))).toEqual(seen);
});

test("more than is drawn at once, and nothing, are given as well", () => {
  const large = systemRandom.bytes(10_000);
  expect(large).toHaveLength(10_000);
  expect(new Set(large).size).toBe(256);
  expect(systemRandom.bytes(0)).toHaveLength(0);
});

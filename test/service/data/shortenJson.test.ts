import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonValue } from "../../../core/base/json.ts";
import { shortenJson } from "../../../core/service/data/shortenJson.ts";

test("what fits stays as it is", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(shortenJson(value as JsonValue, 1_000_000)).toEqual(value);
    }),
  );
});

test("the result is never much longer than the budget, whatever the value", () => {
  const value = fc.jsonValue({ maxDepth: 6, stringUnicode: false } as never);
  fc.assert(
    fc.property(value, fc.integer({ min: 10, max: 500 }), (given, budget) => {
      const list = Array.from({ length: 50 }, () => given as JsonValue);
      const longest = Math.max(...list.map((item) => JSON.stringify(item).length));
      expect(JSON.stringify(shortenJson(list, budget)).length).toBeLessThan(10 * budget + 3 * longest + 200);
    }),
  );
});

test("says what is left out", () => {
  expect(shortenJson([1, 2, 3, 4, 5, 6], 20)).toEqual([1, 2, 3, { $more: { kind: "items", count: 3 } }]);
  expect(shortenJson({ a: "x".repeat(30), b: [1] }, 20)).toMatchObject({
    a: "x".repeat(30),
    $more: { kind: "keys", count: 1 },
  });
  expect(shortenJson("x".repeat(20_000), 5)).toEqual({
    $more: { kind: "text", count: 20_000, start: "x".repeat(100) },
  });
});

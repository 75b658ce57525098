import { expect, test } from "vitest";
import { shortText } from "../../../core/service/resolve/shortText.ts";

test("a value in a few characters", () => {
  expect(["a\n b", 5, null, true, [1, 2], { a: 1 }, 5n, undefined].map(shortText)).toEqual([
    "a b",
    "5",
    "null",
    "true",
    "2 items",
    "1 key",
    "5",
    "undefined",
  ]);
  expect(shortText("x".repeat(100))).toBe(`${"x".repeat(60)}…`);
});

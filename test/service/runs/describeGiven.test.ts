import { expect, test } from "vitest";
import { describeGiven } from "../../../core/service/runs/describeGiven.ts";

test("run-time parameters are one line: the value alone, or each with its name", () => {
  expect(describeGiven({})).toBe("");
  expect(describeGiven({ item: "Bonn\n  am Rhein" })).toBe("Bonn am Rhein");
  expect(describeGiven({ item: { id: 7, tags: ["a"] } })).toBe('{"id":7,"tags":["a"]}');
  expect(describeGiven({ at: 0, city: "Bonn", none: null })).toBe("at: 0, city: Bonn, none: null");
});

test("a long one is cut", () => {
  const line = describeGiven({ item: "x".repeat(1_000) });
  expect([line.length, line.at(-1)]).toEqual([200, "…"]);
  expect(describeGiven({ item: "x".repeat(200) })).toBe("x".repeat(200));
});

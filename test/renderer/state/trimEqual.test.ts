import { expect, test } from "vitest";
import { trimEqual } from "../../../renderer/state/diff/trimEqual.ts";

const lines = (...list: string[]) => list.join("\n");

test("long texts show what differs with two lines around it", () => {
  const from = lines("1", "2", "3", "4", "old", "6", "7", "8", "9");
  const to = lines("1", "2", "3", "4", "new", "more", "6", "7", "8", "9");
  expect(trimEqual(from, to)).toEqual({
    from: lines("…", "3", "4", "old", "6", "7", "…"),
    to: lines("…", "3", "4", "new", "more", "6", "7", "…"),
  });
});

test("short texts, and those that have nothing in common, stay whole", () => {
  expect(trimEqual("a", "b")).toEqual({ from: "a", to: "b" });
  expect(trimEqual(lines("1", "2", "3", "x"), lines("1", "2", "3", "y"))).toEqual({
    from: lines("1", "2", "3", "x"),
    to: lines("1", "2", "3", "y"),
  });
  expect(trimEqual("", lines("a", "b"))).toEqual({ from: "", to: lines("a", "b") });
  expect(trimEqual(lines("a", "a"), lines("a", "a", "a"))).toEqual({ from: lines("a", "a"), to: lines("a", "a", "a") });
});

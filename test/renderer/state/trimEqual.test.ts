import { expect, test } from "vitest";
import { trimEqual } from "../../../renderer/state/diff/trimEqual.ts";

const lines = (...list: string[]) => list.join("\n");

test("long texts show what differs with two lines around it", () => {
  const from = lines("1", "2", "3", "4", "old", "6", "7", "8", "9");
  const to = lines("1", "2", "3", "4", "new", "more", "6", "7", "8", "9");
  expect(trimEqual([from, to])).toEqual([
    lines("…", "3", "4", "old", "6", "7", "…"),
    lines("…", "3", "4", "new", "more", "6", "7", "…"),
  ]);
});

test("of three texts, lines go that are the same in all of them", () => {
  const text = (...middle: string[]) => lines("1", "2", "3", "4", ...middle, "7", "8", "9", "10");
  expect(trimEqual([text("5", "6"), text("5", "theirs"), text("mine", "6")])).toEqual([
    lines("…", "3", "4", "5", "6", "7", "8", "…"),
    lines("…", "3", "4", "5", "theirs", "7", "8", "…"),
    lines("…", "3", "4", "mine", "6", "7", "8", "…"),
  ]);
});

test("short texts, and those that have nothing in common, stay whole", () => {
  for (const texts of [
    ["a", "b"],
    [lines("1", "2", "3", "x"), lines("1", "2", "3", "y")],
    ["", lines("a", "b")],
    [lines("a", "a"), lines("a", "a", "a")],
  ])
    expect(trimEqual(texts)).toEqual(texts);
});

import { expect, test } from "vitest";
import { toCountdown } from "../../../../renderer/state/watch/toCountdown.ts";
import { describeSaved } from "../../../../renderer/ui/describeSaved.ts";

test.each([
  [0, undefined],
  [-5_000, undefined],
  [1, "1 s"],
  [59_001, "1:00 min"],
  [12_000, "12 s"],
  [185_000, "3:05 min"],
  [7_800_000, "2:10 h"],
  [259_200_000, "3 d"],
])("%d ms are said as %s", (ms, words) => {
  expect(toCountdown(10_000 + ms, 10_000)).toBe(words);
});

test("what a step saved is told as rows where there are rows, else as its size", () => {
  const list = { kind: "list", bytes: 90_000, count: 1_240 };
  expect(describeSaved({ attempts: 1, data: list })).toBe("1,240 rows");
  expect(describeSaved({ attempts: 3, data: { kind: "object", bytes: 812, count: 4 } })).toBe("3 attempts · 812 B");
  expect(describeSaved({ attempts: 2, data: undefined })).toBe("2 attempts");
  expect(describeSaved({ attempts: 1, data: undefined })).toBeUndefined();
  expect(describeSaved({ took: "40 ms", attempts: 1, data: list })).toBe("40 ms · 1,240 rows");
});

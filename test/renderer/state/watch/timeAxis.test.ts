import { expect, test } from "vitest";
import { listAxisMarks } from "../../../../renderer/state/watch/timeAxis.ts";

const labels = (length: number, most: number): string[] => listAxisMarks(length, most).map(({ label }) => label);

test("an axis has round times from 0 on, said as people do", () => {
  expect(labels(900, 6)).toEqual(["0", "0.2 s", "0.4 s", "0.6 s", "0.8 s"]);
  expect(labels(45, 6)).toEqual(["0", "0.01 s", "0.02 s", "0.03 s", "0.04 s"]);
  expect(labels(12_000, 8)).toEqual(["0", "2 s", "4 s", "6 s", "8 s", "10 s", "12 s"]);
  expect(labels(200_000, 5)).toEqual(["0", "1:00 min", "2:00 min", "3:00 min"]);
  expect(labels(9_000_000, 4)).toEqual(["0", "1:00 h", "2:00 h"]);
  expect(labels(200_000_000, 4)).toEqual(["0", "1 d", "2 d"]);
});

test.each([0, 1, 7, 999, 61_000, 86_400_000, 1e12])(
  "an axis of %d ms has at least one mark and not too many",
  (length) => {
    for (const most of [1, 2, 7, 40]) {
      const marks = listAxisMarks(length, most);
      expect(marks.length).toBeGreaterThanOrEqual(1);
      expect(marks.length).toBeLessThanOrEqual(Math.max(2, most));
      expect(marks.at(-1)?.at).toBeLessThanOrEqual(length);
    }
  },
);

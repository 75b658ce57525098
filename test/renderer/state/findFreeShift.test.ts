import { expect, test } from "vitest";
import { findFreeShift } from "../../../renderer/state/clipboard/findFreeShift.ts";

const box = (x: number, y: number, height = 50) => ({ x, y, width: 100, height });
const shift = (...taken: ReturnType<typeof box>[]): number => findFreeShift(box(0, 0), { taken, gap: 10 });

test("a box goes down as far as it must, below what is there, and no further", () => {
  expect(shift()).toBe(0);
  expect(shift(box(0, 60), box(200, 0), box(0, -60))).toBe(0);
  expect(shift(box(50, 40))).toBe(100);
  // One below the other, in whatever order they are told.
  expect(shift(box(0, 120), box(0, 60), box(0, 0))).toBe(180);
  // There is room between the two.
  expect(shift(box(0, 0), box(0, 130))).toBe(60);
  // A high one that begins above another ends below it.
  expect(shift(box(0, -100, 300), box(0, 0))).toBe(210);
});

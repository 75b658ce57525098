import { expect, test } from "vitest";
import { toMoment, toShortMoment } from "../../../renderer/ui/toMoment.ts";

const noon = new Date(2026, 10, 30, 12, 5, 9).getTime();
const day = 86_400_000;

test("a moment of another day says which", () => {
  expect(toShortMoment(noon, noon)).not.toContain("30");
  expect(toShortMoment(noon - 2 * day, noon)).toContain("28");
  expect(toShortMoment(noon - 2 * day, noon)).toContain(toShortMoment(noon, noon));
});

test("seconds are told where moments are compared", () => {
  expect(toMoment(noon, noon)).toContain("09");
  expect(toShortMoment(noon, noon)).not.toContain("09");
});

import { expect, test } from "vitest";
import { partSize, positionOfChild } from "../../core/model/childIndex.ts";

test("the position of a child run does not tell in which part of its step it began, nor whether it is waited for", () => {
  const half = partSize / 2;
  expect([0, 7, half, half + 7, partSize + 7, 3 * partSize + half + 7].map(positionOfChild)).toEqual([
    0, 7, 0, 7, 7, 7,
  ]);
});

import { expect, test } from "vitest";
import { createSequence } from "../../core/base/createSequence.ts";

test("tasks run one after another, in order, and one that fails stops none", async () => {
  const inOrder = createSequence();
  const seen: string[] = [];
  const first = inOrder(async () => {
    await Promise.resolve();
    seen.push("first");
    throw new Error("broken");
  });
  const second = inOrder(async () => {
    seen.push("second");
    return 2;
  });
  await expect(first).rejects.toThrow("broken");
  expect(await second).toBe(2);
  expect(seen).toEqual(["first", "second"]);
});

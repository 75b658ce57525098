import { expect, test } from "vitest";
import { createRenameMemory } from "../../../renderer/state/refactor/createRenameMemory.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

const named = (to: string) => ({ kind: "class", from: "Old", to }) as const;

test("what was renamed is known after the window was closed, the newest first, and of each application apart", () => {
  const storage = new MemoryStorage();
  const memory = createRenameMemory(storage, "a");
  memory.keep(named("One"));
  memory.keep(named("Two"));
  createRenameMemory(storage, "b").keep(named("Three"));
  expect(createRenameMemory(storage, "a").all()).toEqual([named("Two"), named("One")]);
  expect(createRenameMemory(storage, "b").all()).toEqual([named("Three")]);
  for (let count = 0; count < 20; count += 1) memory.keep(named(`N${count}`));
  expect(memory.all()).toHaveLength(20);
});

test("long code does not fill the room of the browser", () => {
  const storage = new MemoryStorage();
  createRenameMemory(storage, "b").keep(named("One"));
  const memory = createRenameMemory(storage, "a");
  const change = { file: "Mine", before: "x".repeat(150_000), after: "y" };
  for (const to of ["A", "B", "C"]) memory.keep({ kind: "step", step: "s", from: "a", to, changes: [change] });
  expect(storage.getItem("sluice.renames")?.length).toBeLessThan(400_000);
  expect(memory.all().map(({ to }) => to)).toEqual(["C", "B"]);
});

test("a rename that goes on is known as one", () => {
  const memory = createRenameMemory(new MemoryStorage(), "a");
  expect([memory.isBusy(), memory.during(memory.isBusy), memory.isBusy()]).toEqual([false, true, false]);
});

import { expect, test } from "vitest";
import { createUnfinished } from "../../../renderer/state/session/createUnfinished.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

test("a text is kept for its place until it is finished; of very many the newest", () => {
  const storage = new MemoryStorage();
  const a = createUnfinished(storage, "a");
  expect(a.read("x")).toBeUndefined();
  a.keep("x", "{");
  createUnfinished(storage, "b").keep("x", "[");
  expect([createUnfinished(storage, "a").read("x"), createUnfinished(storage, "b").read("x")]).toEqual(["{", "["]);
  a.keep("x", undefined);
  a.keep("never", undefined);
  expect(a.read("x")).toBeUndefined();
  for (let count = 0; count < 30; count += 1) a.keep(`place ${count}`, "{");
  expect([createUnfinished(storage, "b").read("x"), a.read("place 0"), a.read("place 29")]).toEqual([
    undefined,
    "{",
    "{",
  ]);
  storage.setItem("sluice.unfinished", "[");
  expect(a.read("place 29")).toBeUndefined();
});

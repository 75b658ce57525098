import { expect, test } from "vitest";
import { createSafeStorage, listKeys } from "../../../renderer/state/session/createSafeStorage.ts";
import { openBench } from "../commands/openBench.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

test("what a browser has no room for is known to the window that kept it, and to others once there is room", () => {
  const browser = new MemoryStorage();
  const [one, other] = [createSafeStorage(() => browser), createSafeStorage(() => browser)];
  one.setItem("a", "1");
  browser.isFull = true;
  one.setItem("a", "2");
  expect([one.getItem("a"), other.getItem("a")]).toEqual(["2", "1"]);
  browser.isFull = false;
  one.setItem("a", "3");
  expect([one.getItem("a"), other.getItem("a"), listKeys(one)]).toEqual(["3", "3", ["a"]]);
  browser.isFull = true;
  one.setItem("a", "4");
  one.removeItem("a");
  expect([one.getItem("a"), listKeys(one)]).toEqual([null, []]);
});

test("in a browser without room a window is arranged, a rename kept and a text left all the same", async () => {
  const bench = await openBench();
  const { session, renames, unfinished } = bench.workbench;
  bench.storage.isFull = true;
  session.set({ registry: false });
  renames.keep({ kind: "class", from: "Old", to: "New" });
  unfinished.keep("pin a", { text: "{", over: "" });
  expect([bench.session.registry, renames.all().length, unfinished.read("pin a")?.text]).toEqual([false, 1, "{"]);
});

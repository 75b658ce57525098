import { expect, test } from "vitest";
import type { Replacement } from "../../../renderer/state/refactor/everywhere.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";

const replacement: Replacement = {
  from: "old",
  to: "new",
  here: { before: "1", after: "2" },
  applications: [{ name: "one", title: "One", seq: 7 }],
  classes: [{ file: "Mine", before: "old", after: "new" }],
};

test("a replacement can be taken back after a reload, by the window that made it and only once", async () => {
  const state = buildEditState({ a: {} });
  const first = await Bench.open(state);
  first.workbench.session.set({ replaced: replacement });
  const again = await Bench.open(state, { reloaded: first });
  expect(again.session.replaced).toEqual(replacement);
  const beside = await Bench.open(state, { beside: first });
  expect(beside.session.replaced).toBeUndefined();
  again.workbench.session.set({ replaced: undefined });
  expect((await Bench.open(state, { reloaded: again })).session.replaced).toBeUndefined();
});

test("what cannot be read is none", async () => {
  const state = buildEditState({ a: {} });
  const first = await Bench.open(state);
  first.workbench.session.set({ replaced: replacement });
  const [key] = [...Array(first.windowStorage.length).keys()].map((index) => first.windowStorage.key(index) ?? "");
  first.windowStorage.setItem(key ?? "", "5 \n{");
  expect((await Bench.open(state, { reloaded: first })).session.replaced).toBeUndefined();
});

import { expect, test } from "vitest";
import { createTabStore } from "../../../renderer/state/tabs/createTabStore.ts";

function prepare(text?: string) {
  const kept = { text };
  const storage = {
    read: () => kept.text,
    write: (next: string) => {
      kept.text = next;
    },
  };
  return { kept, storage, tabs: createTabStore(storage) };
}

test("tabs open once, tell what is known, close to their neighbour, and are there at the next start", () => {
  const { storage, tabs } = prepare();
  for (const name of ["a", "b", "c"]) tabs.show({ name });
  tabs.show({ name: "b", title: "Bees", hasChanges: true });
  expect(tabs.store.getState()).toEqual([
    { name: "a", title: "a", hasChanges: false },
    { name: "b", title: "Bees", hasChanges: true },
    { name: "c", title: "c", hasChanges: false },
  ]);
  expect(tabs.close("a")?.name).toBe("b");
  expect(tabs.close("c")?.name).toBe("b");
  expect(createTabStore(storage).store.getState()).toEqual([{ name: "b", title: "Bees", hasChanges: true }]);
  expect(tabs.close("b")).toBeUndefined();
});

test("a tab follows the new name of its application", () => {
  const { tabs } = prepare();
  tabs.show({ name: "Untitled-1" });
  tabs.rename("Untitled-1", "orders");
  expect(tabs.store.getState().map(({ name }) => name)).toEqual(["orders"]);
});

test("what cannot be read is forgotten", () => {
  expect(prepare("{").tabs.store.getState()).toEqual([]);
  expect(prepare('[{"name":"a"},{"name":"b","title":"B"},7]').tabs.store.getState()).toHaveLength(1);
});

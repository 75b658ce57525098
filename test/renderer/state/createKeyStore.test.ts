import { expect, test } from "vitest";
import { createKeyStore } from "../../../renderer/state/keys/createKeyStore.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

test("a key that is given is there in the next window, and the command that had it keeps the rest", () => {
  const storage = new MemoryStorage();
  createKeyStore(storage).give("run.start", "F9");
  createKeyStore(storage).give("run.debug", "Mod+Y", { id: "edit.redo", rest: ["Mod+Shift+Z"] });
  expect(createKeyStore(storage).store.getState()).toEqual({
    "run.start": ["F9"],
    "run.debug": ["Mod+Y"],
    "edit.redo": ["Mod+Shift+Z"],
  });
});

test("a command can have no key, its own again, and all can", () => {
  const keys = createKeyStore(new MemoryStorage());
  keys.give("a", "F9");
  keys.clear("b");
  expect(keys.store.getState()).toEqual({ a: ["F9"], b: [] });
  keys.reset("b");
  expect(keys.store.getState()).toEqual({ a: ["F9"] });
  keys.clear("b");
  keys.reset();
  expect(keys.store.getState()).toEqual({});
});

test("what cannot be read is no key", () => {
  for (const text of ["{", "[]", '{"a": 1}', '{"a": "F9"}']) {
    const storage = new MemoryStorage();
    storage.setItem("sluice.keys", text);
    expect(createKeyStore(storage).store.getState()).toEqual({});
  }
});

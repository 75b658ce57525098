import { expect, test } from "vitest";
import { createKeyStore as create, type OwnKeys } from "../../../renderer/state/keys/createKeyStore.ts";
import type { KeyPort } from "../../../renderer/state/ports/KeyPort.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

const errors: unknown[] = [];

function createKeyStore(storage: MemoryStorage, port?: KeyPort) {
  return create({ storage, port, onError: (error) => errors.push(error) });
}

/** What a host keeps for one user. */
function createPort(kept: OwnKeys = {}): KeyPort & { kept: OwnKeys } {
  const port = {
    kept,
    read: async () => port.kept,
    save: async (keys: OwnKeys) => {
      port.kept = keys;
    },
  };
  return port;
}

/** Lets what was begun come to its end. */
const soon = () => new Promise((resolve) => setImmediate(resolve));

test("keys come along to another browser, and what it remembered of another user goes", async () => {
  const port = createPort();
  createKeyStore(new MemoryStorage(), port).give("run.start", "F9");
  await soon();
  expect(port.kept).toEqual({ "run.start": ["F9"] });
  const other = new MemoryStorage();
  createKeyStore(other).give("run.debug", "F7");
  const keys = createKeyStore(other, port);
  expect(keys.store.getState()).toEqual({ "run.debug": ["F7"] });
  await soon();
  expect(keys.store.getState()).toEqual({ "run.start": ["F9"] });
  expect(createKeyStore(other).store.getState()).toEqual({ "run.start": ["F9"] });
});

test("a key that is given before the kept ones are read stays", async () => {
  const port = createPort({ "run.debug": ["F7"] });
  const keys = createKeyStore(new MemoryStorage(), port);
  keys.give("run.start", "F9");
  await soon();
  expect([keys.store.getState(), port.kept]).toEqual([{ "run.start": ["F9"] }, { "run.start": ["F9"] }]);
});

test("what cannot be kept is told, and the key counts in this browser", async () => {
  const refuse = async (): Promise<never> => {
    throw new Error("away");
  };
  const storage = new MemoryStorage();
  createKeyStore(storage, { read: refuse, save: refuse }).give("run.start", "F9");
  await soon();
  expect(errors.splice(0).map(String)).toEqual(["Error: away", "Error: away"]);
  expect(createKeyStore(storage).store.getState()).toEqual({ "run.start": ["F9"] });
});

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

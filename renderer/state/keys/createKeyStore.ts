import { createStore, type StoreApi } from "zustand/vanilla";
import { isJsonObject, parseJson } from "../../../core/base/json.ts";
import type { TextStorage } from "../code/createShelf.ts";

/** Keys that a person gave to commands, by their ids; a command that is not there has its own, an empty list is none. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

export interface KeyStore {
  store: StoreApi<OwnKeys>;
  /** Gives a command one key and takes it from the command that has it, whose keys are then `rest`. */
  give(id: string, key: string, from?: { id: string; rest: readonly string[] }): void;
  /** Takes all keys from a command. */
  clear(id: string): void;
  /** The command has its own keys again; without an id all have. */
  reset(id?: string): void;
}

const key = "sluice.keys";

/** The keys of this browser. */
export function createKeyStore(storage: TextStorage): KeyStore {
  const store = createStore<OwnKeys>(() => readKeys(storage.getItem(key)));
  const set = (next: OwnKeys): void => {
    store.setState(next, true);
    storage.setItem(key, JSON.stringify(next));
  };
  return {
    store,
    give(id, given, from) {
      const taken = from === undefined ? {} : { [from.id]: from.rest };
      set({ ...store.getState(), ...taken, [id]: [given] });
    },
    clear: (id) => set({ ...store.getState(), [id]: [] }),
    reset: (id) =>
      set(Object.fromEntries(Object.entries(store.getState()).filter(([one]) => id !== undefined && one !== id))),
  };
}

function readKeys(text: string | null): OwnKeys {
  const parsed = parseJson(text ?? "{}");
  const given = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, keys]) =>
      Array.isArray(keys) ? [[id, keys.filter((one) => typeof one === "string")]] : [],
    ),
  );
}

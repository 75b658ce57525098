import { createStore, type StoreApi } from "zustand/vanilla";
import { isJsonObject, parseJson } from "../../../core/base/json.ts";
import type { TextStorage } from "../code/createShelf.ts";
import type { KeyPort } from "../ports/KeyPort.ts";

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

export interface KeyStoreParts {
  /** Remembers them in this browser, so that they are there at once. */
  storage: TextStorage;
  /** Keeps them for the user, in each browser; undefined = not available. */
  port: KeyPort | undefined;
  onError: (error: unknown) => void;
}

/** The keys of a user: first those that this browser remembers, then those that are kept, unless one was given meanwhile. */
export function createKeyStore({ storage, port, onError }: KeyStoreParts): KeyStore {
  const store = createStore<OwnKeys>(() => readText(storage.getItem(key)));
  let isChanged = false;
  let saving = Promise.resolve();
  const remember = (next: OwnKeys): void => {
    store.setState(next, true);
    storage.setItem(key, JSON.stringify(next));
  };
  const set = (next: OwnKeys): void => {
    isChanged = true;
    remember(next);
    saving = saving.then(() => port?.save(next)).catch(onError);
  };
  port?.read().then((kept) => {
    if (isChanged) return;
    if (kept !== undefined) remember(readKeys(kept));
    // Given while the host could not keep them.
    else if (Object.keys(store.getState()).length > 0) set(store.getState());
  }, onError);
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

function readText(text: string | null): OwnKeys {
  const parsed = parseJson(text ?? "{}");
  return readKeys(parsed.ok ? parsed.value : undefined);
}

/** What is not a key is passed over. */
function readKeys(stored: unknown): OwnKeys {
  const given = isJsonObject(stored) ? stored : {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, keys]) =>
      Array.isArray(keys) ? [[id, keys.filter((one) => typeof one === "string")]] : [],
    ),
  );
}

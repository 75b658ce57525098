import { createStore, type StoreApi } from "zustand/vanilla";

/** Where a window keeps texts for the next one. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Classes a person marked, and those added last, by `classKey`; newest first. */
export interface ShelfState {
  favourites: readonly string[];
  recent: readonly string[];
}

export interface Shelf {
  store: StoreApi<ShelfState>;
  toggleFavourite(key: string): void;
  noteUse(key: string): void;
}

const key = "sluice.classes";
const mostRecent = 5;

/** Favourites and recently used classes of this browser. */
export function createShelf(storage: TextStorage): Shelf {
  const store = createStore<ShelfState>(() => readShelf(storage.getItem(key)));
  const change = (next: Partial<ShelfState>): void => {
    store.setState(next);
    storage.setItem(key, JSON.stringify(store.getState()));
  };
  return {
    store,
    toggleFavourite(name) {
      const { favourites } = store.getState();
      const isMarked = favourites.includes(name);
      change({ favourites: isMarked ? favourites.filter((other) => other !== name) : [name, ...favourites] });
    },
    noteUse(name) {
      const { recent } = store.getState();
      if (recent[0] === name) return;
      change({ recent: [name, ...recent.filter((other) => other !== name)].slice(0, mostRecent) });
    },
  };
}

function readShelf(text: string | null): ShelfState {
  try {
    const given: unknown = JSON.parse(text ?? "{}");
    return { favourites: textsOf(given, "favourites"), recent: textsOf(given, "recent") };
  } catch {
    return { favourites: [], recent: [] };
  }
}

function textsOf(given: unknown, name: string): string[] {
  const list: unknown = typeof given === "object" && given !== null ? Reflect.get(given, name) : undefined;
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}

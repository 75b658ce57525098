import type { TextStorage } from "../code/createShelf.ts";

/** A storage whose keys can be listed and taken away, as that of a browser. */
export interface KeyedStorage extends TextStorage {
  readonly length: number;
  key(index: number): string | null;
  removeItem(key: string): void;
}

/** The storage of a browser, to which nothing is written in vain: what it has no room for is kept while the window is open. */
export function createSafeStorage(getStorage: () => KeyedStorage): KeyedStorage {
  const unstored = new Map<string, string>();
  return {
    get length() {
      return getStorage().length;
    },
    key: (index) => getStorage().key(index),
    getItem: (key) => unstored.get(key) ?? getStorage().getItem(key),
    setItem(key, value) {
      unstored.delete(key);
      try {
        getStorage().setItem(key, value);
      } catch {
        unstored.set(key, value);
      }
    },
    removeItem(key) {
      unstored.delete(key);
      getStorage().removeItem(key);
    },
  };
}

/** All keys of a storage. */
export function listKeys(storage: KeyedStorage): string[] {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
}

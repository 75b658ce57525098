import { createStore, type StoreApi } from "zustand/vanilla";
import type { ClassList } from "../ports/ClassPort.ts";

/** The step classes one can add. They change when somebody writes one. */
export interface ClassesStore {
  store: StoreApi<ClassList>;
  /** Takes a list that was read elsewhere. */
  take(list: ClassList): void;
  /** Reads them anew. Rejects with a sentence. */
  reload(): Promise<void>;
}

export function createClassesStore(start: ClassList, list: () => Promise<ClassList>): ClassesStore {
  const store = createStore<ClassList>(() => start);
  const take = (next: ClassList): void => {
    if (next !== store.getState()) store.setState(next, true);
  };
  return { store, take, reload: async () => take(await list()) };
}

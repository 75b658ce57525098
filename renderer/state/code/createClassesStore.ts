import { createStore, type StoreApi } from "zustand/vanilla";
import type { ClassList } from "../ports/ClassPort.ts";

/** The step classes one can add. They change when somebody writes one. */
export interface ClassesStore {
  store: StoreApi<ClassList>;
  /** Reads them anew. Rejects with a sentence. */
  reload(): Promise<void>;
}

export function createClassesStore(start: ClassList, list: () => Promise<ClassList>): ClassesStore {
  const store = createStore<ClassList>(() => start);
  return { store, reload: async () => store.setState(await list(), true) };
}

import { createStore, type StoreApi } from "zustand/vanilla";
import { isJsonObject, type JsonValue, ownValue, parseJson } from "../../../core/base/json.ts";
import type { StoragePort } from "../ports/StoragePort.ts";

/** An application that is open. */
export interface Tab {
  name: string;
  /** What people call it. */
  title: string;
  /** It has changes that are not published, as far as this window has seen. */
  hasChanges: boolean;
}

export interface TabStore {
  store: StoreApi<readonly Tab[]>;
  /** Opens a tab behind the others, or tells what is known of one that is open. */
  show(tab: Pick<Tab, "name"> & Partial<Tab>): void;
  /** Closes a tab; its neighbour is what to show then, undefined = none is left. */
  close(name: string): Tab | undefined;
  /** Follows a rename of the application. */
  rename(name: string, next: string): void;
}

/** The applications that are open in this browser; they are there again at the next start. */
export function createTabStore(storage: StoragePort): TabStore {
  const store = createStore<readonly Tab[]>(() => readTabs(storage.read()));
  const set = (tabs: readonly Tab[]): void => {
    store.setState(tabs, true);
    storage.write(JSON.stringify(tabs));
  };
  return {
    store,
    show(tab) {
      const tabs = store.getState();
      const known = tabs.find(({ name }) => name === tab.name);
      if (known === undefined) set([...tabs, { title: tab.name, hasChanges: false, ...tab }]);
      else if (Object.entries(tab).some(([key, value]) => known[key as keyof Tab] !== value)) {
        set(tabs.map((one) => (one === known ? { ...one, ...tab } : one)));
      }
    },
    close(name) {
      const tabs = store.getState();
      const at = tabs.findIndex((tab) => tab.name === name);
      const left = tabs.filter((tab) => tab.name !== name);
      set(left);
      return left[Math.min(Math.max(at, 0), left.length - 1)];
    },
    rename(name, next) {
      const tabs = store.getState().filter((tab) => tab.name !== next);
      set(tabs.map((tab) => (tab.name === name ? { ...tab, name: next } : tab)));
    },
  };
}

/** What cannot be read was written by another version, and is forgotten. */
function readTabs(text: string | undefined): readonly Tab[] {
  const parsed = parseJson(text ?? "[]");
  const list: JsonValue[] = parsed.ok && Array.isArray(parsed.value) ? parsed.value : [];
  return list.flatMap((item): Tab[] => {
    const [name, title, hasChanges] = isJsonObject(item)
      ? [ownValue(item, "name"), ownValue(item, "title"), ownValue(item, "hasChanges")]
      : [];
    return typeof name === "string" && typeof title === "string"
      ? [{ name, title, hasChanges: hasChanges === true }]
      : [];
  });
}

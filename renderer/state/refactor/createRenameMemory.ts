import { isJsonObject, type JsonObject, ownValue, parseJson } from "../../../core/base/json.ts";
import type { TextStorage } from "../code/createShelf.ts";

/** The code of a class before it was changed, and after. */
export interface CodeChange {
  file: string;
  before: string;
  after: string;
}

/** A rename that changed more than the document, whose undo must take that back too. */
export type Rename =
  /** A step, by its id, and the code of classes in which its name stood. */
  | { kind: "step"; step: string; from: string; to: string; changes: readonly CodeChange[] }
  /** An own step class. */
  | { kind: "class"; from: string; to: string };

/** What was renamed in an application, in this browser, for as long as it may be undone. */
export interface RenameMemory {
  /** Newest first. */
  all(): readonly Rename[];
  keep(rename: Rename): void;
  /** Does a rename itself: it is neither the undo nor the redo of an earlier one. */
  during<T>(work: () => T): T;
  /** Whether such work goes on. */
  isBusy(): boolean;
}

const key = "sluice.renames";
const most = 20;
/** Above so many characters in all, older ones are forgotten. */
const longest = 400_000;

export function createRenameMemory(storage: TextStorage, application: string): RenameMemory {
  const readAll = (): JsonObject => {
    const parsed = parseJson(storage.getItem(key) ?? "{}");
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  };
  const stored = ownValue(readAll(), application);
  let renames: readonly Rename[] = Array.isArray(stored) ? (stored as unknown as Rename[]) : [];
  let isBusy = false;
  return {
    all: () => renames,
    keep(rename) {
      renames = [rename, ...renames].slice(0, most);
      const others = Object.entries(readAll()).filter(([name]) => name !== application);
      let text = JSON.stringify(Object.fromEntries([[application, renames], ...others]));
      while (text.length > longest && (others.length > 0 || renames.length > 1)) {
        if (others.pop() === undefined) renames = renames.slice(0, -1);
        text = JSON.stringify(Object.fromEntries([[application, renames], ...others]));
      }
      storage.setItem(key, text);
    },
    during(work) {
      isBusy = true;
      try {
        return work();
      } finally {
        isBusy = false;
      }
    },
    isBusy: () => isBusy,
  };
}

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
  | { kind: "step"; step: string; from: string; to: string; changes: readonly CodeChange[]; isUndone?: boolean }
  /** An own step class. */
  | { kind: "class"; from: string; to: string; isUndone?: boolean };

/** What a user renamed in an application, in this browser, for as long as it may be undone. Other windows add to it. */
export interface RenameMemory {
  /** Newest first. */
  all(): readonly Rename[];
  /** Keeps a rename that was done now. */
  keep(rename: Rename): void;
  /** Marks one of those that are meant as undone or done again: the one whose turn it is. undefined = there is none. */
  turn(way: "undo" | "redo", isMeant: (rename: Rename) => boolean): Rename | undefined;
}

/** What the keys of users begin with. */
export const renamesKey = "sluice.renames";
const most = 20;
/** Above so many characters in all, older ones are forgotten. */
const longest = 400_000;

interface RenameMemoryParts {
  storage: TextStorage;
  user: string;
  application: string;
}

export function createRenameMemory({ storage, user, application }: RenameMemoryParts): RenameMemory {
  const key = `${renamesKey}\n${user}`;
  const readAll = (): JsonObject => {
    const parsed = parseJson(storage.getItem(key) ?? "{}");
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  };
  const all = (): readonly Rename[] => {
    const stored = ownValue(readAll(), application);
    return Array.isArray(stored) ? (stored as unknown as Rename[]) : [];
  };
  const write = (given: readonly Rename[]): void => {
    let renames = given.slice(0, most);
    const others = Object.entries(readAll()).filter(([name]) => name !== application);
    let text = JSON.stringify(Object.fromEntries([[application, renames], ...others]));
    while (text.length > longest && (others.length > 0 || renames.length > 1)) {
      if (others.pop() === undefined) renames = renames.slice(0, -1);
      text = JSON.stringify(Object.fromEntries([[application, renames], ...others]));
    }
    storage.setItem(key, text);
  };
  return {
    all,
    keep(rename) {
      // What was undone cannot be done again once the same was done anew.
      write([rename, ...all().filter((one) => !one.isUndone || !isSameRename(one, rename))]);
    },
    turn(way, isMeant) {
      const renames = all();
      const isUndone = way === "undo";
      const isNext = (one: Rename): boolean => (one.isUndone ?? false) !== isUndone && isMeant(one);
      // The one that was undone last is the oldest.
      const next = isUndone ? renames.find(isNext) : renames.findLast(isNext);
      if (next !== undefined) write(renames.map((one) => (one === next ? { ...one, isUndone } : one)));
      return next;
    },
  };
}

/** Whether both give the same thing the same name. */
export function isSameRename(a: Rename, b: Rename): boolean {
  if (a.from !== b.from || a.to !== b.to) return false;
  return a.kind === "step" ? b.kind === "step" && a.step === b.step : b.kind === "class";
}

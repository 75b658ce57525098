import { type KeyedStorage, listKeys } from "./createSafeStorage.ts";

/** A text as it was left. */
export interface LeftText {
  text: string;
  /** The hash of the value it was typed over (`hashJson`). */
  over: string;
}

/**
 * Texts of an application that are stored nowhere else, of one user in this browser: those that cannot be stored yet, such as
 * JSON with an open brace, and data of tests.
 */
export interface Unfinished {
  read(place: string): LeftText | undefined;
  /** Keeps the text of a place; undefined = nothing is left to be kept. */
  keep(place: string, left: LeftText | undefined): void;
}

/** What their keys begin with. */
export const unfinishedKey = "sluice.unfinished";
const most = 100;
/** Above so many characters in all, older ones are forgotten; one that is longer is kept while the application is open. */
const longest = 400_000;

interface UnfinishedParts {
  storage: KeyedStorage;
  user: string;
  application: string;
  now: () => number;
}

/** Each text is an item of its own, so that a key that is typed writes no other one: a line with the time and the hash of what it is typed over, then the text. */
export function createUnfinished({ storage, user, application, now }: UnfinishedParts): Unfinished {
  const keyOf = (place: string): string => [unfinishedKey, user, application, place].join("\n");
  const tooLong = new Map<string, LeftText>();
  return {
    read(place) {
      const [head = "", ...lines] = (storage.getItem(keyOf(place)) ?? "").split("\n");
      if (lines.length === 0) return tooLong.get(place);
      return { text: lines.join("\n"), over: head.split(" ")[1] ?? "" };
    },
    keep(place, left) {
      const key = keyOf(place);
      tooLong.delete(place);
      const item = left && `${now()} ${left.over}\n${left.text}`;
      if (left === undefined || item === undefined || item.length > longest) {
        storage.removeItem(key);
        if (left) tooLong.set(place, left);
        return;
      }
      makeRoom(storage, { key, room: longest - item.length });
      storage.setItem(key, item);
    },
  };
}

/** Forgets the oldest texts beside that of a key, of all users and applications. */
function makeRoom(storage: KeyedStorage, { key, room }: { key: string; room: number }): void {
  const others = listKeys(storage).filter((one) => one.startsWith(unfinishedKey) && one !== key);
  const items = others.map((one) => ({ one, item: storage.getItem(one) ?? "" }));
  const timeOf = (item: string): number => Number.parseInt(item, 10) || 0;
  items.sort((a, b) => timeOf(b.item) - timeOf(a.item));
  let left = room;
  for (const [index, { one, item }] of items.entries()) {
    left -= item.length;
    if (left < 0 || index >= most - 1) storage.removeItem(one);
  }
}

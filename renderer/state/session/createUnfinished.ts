import type { JsonValue } from "../../../core/base/json.ts";
import { type KeyedStorage, listKeys } from "./createSafeStorage.ts";
import { hashJson } from "./hashJson.ts";

/** A text as it was left. */
export interface LeftText {
  text: string;
  /** What is stored is another value now than the one the text was typed over. */
  isOutdated: boolean;
}

/** Texts of an application that could not be stored yet, such as JSON with an open brace, of one user in this browser. */
export interface Unfinished {
  /** `stored` is the value that the place has now. */
  read(place: string, stored: JsonValue | undefined): LeftText | undefined;
  /** Keeps the text of a place, which is typed over a stored value; undefined = nothing is left to be kept. */
  keep(place: string, text: string | undefined, stored?: JsonValue): void;
}

/** What their keys begin with. */
export const unfinishedKey = "sluice.unfinished";
const most = 30;
/** Above so many characters in all, older ones are forgotten; one that is longer is not kept. */
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
  return {
    read(place, stored) {
      const [head = "", ...lines] = (storage.getItem(keyOf(place)) ?? "").split("\n");
      if (lines.length === 0) return undefined;
      return { text: lines.join("\n"), isOutdated: head.split(" ")[1] !== hashJson(stored) };
    },
    keep(place, text, stored) {
      const key = keyOf(place);
      const item = `${now()} ${hashJson(stored)}\n${text}`;
      if (text === undefined || item.length > longest) {
        storage.removeItem(key);
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

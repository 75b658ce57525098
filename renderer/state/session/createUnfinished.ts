import { type KeyedStorage, listKeys } from "./createSafeStorage.ts";

/** Texts of an application that could not be stored yet, such as JSON with an open brace, of one user in this browser. */
export interface Unfinished {
  read(place: string): string | undefined;
  /** Keeps the text of a place; undefined = nothing is left to be kept. */
  keep(place: string, text: string | undefined): void;
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

/** Each text is an item of its own, so that a key that is typed writes no other one: the time, and from the next line on the text. */
export function createUnfinished({ storage, user, application, now }: UnfinishedParts): Unfinished {
  const keyOf = (place: string): string => [unfinishedKey, user, application, place].join("\n");
  return {
    read(place) {
      const [, ...lines] = (storage.getItem(keyOf(place)) ?? "").split("\n");
      return lines.length === 0 ? undefined : lines.join("\n");
    },
    keep(place, text) {
      const key = keyOf(place);
      const item = `${now()}\n${text}`;
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

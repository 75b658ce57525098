import { isJsonObject, type JsonObject, ownValue, parseJson } from "../../../core/base/json.ts";
import type { TextStorage } from "../code/createShelf.ts";

/** Texts of an application that could not be stored yet, such as JSON with an open brace, in this browser. */
export interface Unfinished {
  read(place: string): string | undefined;
  /** Keeps the text of a place; undefined = nothing is left to be kept. */
  keep(place: string, text: string | undefined): void;
}

const key = "sluice.unfinished";
const most = 30;

export function createUnfinished(storage: TextStorage, application: string): Unfinished {
  const readAll = (): JsonObject => {
    const parsed = parseJson(storage.getItem(key) ?? "{}");
    return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  };
  const nameOf = (place: string): string => `${application}\n${place}`;
  return {
    read(place) {
      const text = ownValue(readAll(), nameOf(place));
      return typeof text === "string" ? text : undefined;
    },
    keep(place, text) {
      const name = nameOf(place);
      const all = readAll();
      if (text === undefined && !Object.hasOwn(all, name)) return;
      const others = Object.entries(all).filter(([one]) => one !== name);
      const kept = text === undefined ? others : [...others.slice(1 - most), [name, text] as const];
      storage.setItem(key, JSON.stringify(Object.fromEntries(kept)));
    },
  };
}

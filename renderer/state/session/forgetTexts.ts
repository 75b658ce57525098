import { renamesKey } from "../refactor/createRenameMemory.ts";
import { type KeyedStorage, listKeys } from "./createSafeStorage.ts";
import { unfinishedKey } from "./createUnfinished.ts";

/** Forgets data and code that this browser keeps, which may hold secrets: whoever worked here has logged out. */
export function forgetTexts(storage: KeyedStorage): void {
  for (const key of listKeys(storage)) {
    if ([unfinishedKey, renamesKey].some((start) => key.startsWith(start))) storage.removeItem(key);
  }
}

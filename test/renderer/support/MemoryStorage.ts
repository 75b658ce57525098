import type { TextStorage } from "../../../renderer/state/code/createShelf.ts";

/** The storage of a browser, in memory. */
export class MemoryStorage implements TextStorage {
  private readonly texts = new Map<string, string>();

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.texts.set(key, value);
  }
}

import type { KeyedStorage } from "../../../renderer/state/session/createSafeStorage.ts";

/** The storage of a browser, in memory. */
export class MemoryStorage implements KeyedStorage {
  /** It has no room left. */
  isFull = false;
  /** Every key that was written, in order. */
  readonly written: string[] = [];
  private readonly texts = new Map<string, string>();

  get length(): number {
    return this.texts.size;
  }

  key(index: number): string | null {
    return [...this.texts.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isFull) throw new Error("QuotaExceededError");
    this.written.push(key);
    this.texts.set(key, value);
  }

  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

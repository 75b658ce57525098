import type { Commit, RunStore } from "../ports/RunStore.ts";
import type { RunEvent } from "../RunEvent.ts";

/** The only way into the store: tells subscribers of commits in the order in which they were handed in, which is that of their numbers. */
export class Outbox {
  private readonly store: RunStore;
  private readonly emit: (event: RunEvent) => void;
  /** Commits under way or not told yet; undefined events = under way. */
  private readonly entries: { events: RunEvent[] | undefined }[] = [];

  constructor(store: RunStore, emit: (event: RunEvent) => void) {
    this.store = store;
    this.emit = emit;
  }

  /** Resolves when the items are on disk; rejects if they are not. */
  async commit(items: Commit[]): Promise<void> {
    const entry: { events: RunEvent[] | undefined } = { events: undefined };
    this.entries.push(entry);
    try {
      entry.events = await this.store.commit(items);
    } finally {
      entry.events ??= [];
      this.tell();
    }
  }

  private tell(): void {
    for (let [first] = this.entries; first?.events !== undefined; [first] = this.entries) {
      this.entries.shift();
      for (const event of first.events) this.emit(event);
    }
  }
}

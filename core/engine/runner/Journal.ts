import type { Commit, RunStore } from "../ports/RunStore.ts";
import type { RunEvent } from "../RunEvent.ts";

/** What follows a commit. Neither may throw. */
export interface JournalListener {
  /** The events as stored, in order. */
  onCommitted(events: RunEvent[]): void;
  onFailed(error: unknown): void;
}

/**
 * The way of one run into the store. At most one commit is under way; what is added meanwhile goes with the next one,
 * so nothing is ever stored whose predecessors were not. After a commit that failed nothing is stored any more.
 */
export class Journal {
  private readonly store: RunStore;
  private readonly listener: JournalListener;
  private items: Commit[] = [];
  private effects: (() => void)[] = [];
  private flying = false;
  private closed = false;
  private waiting: (() => void)[] = [];

  constructor(store: RunStore, listener: JournalListener) {
    this.store = store;
    this.listener = listener;
  }

  add(items: readonly Commit[]): void {
    if (!this.closed) this.items.push(...items);
  }

  /** Calls `effect` once everything added so far is on disk; never, if it cannot be stored. */
  afterCommit(effect: () => void): void {
    if (!this.closed) this.effects.push(effect);
  }

  flush(): void {
    if (this.flying || this.closed || this.items.length === 0) return;
    const { items, effects } = this;
    this.items = [];
    this.effects = [];
    this.flying = true;
    commit(this.store, items).then(
      (events) => this.land(events, effects),
      (error: unknown) => this.crash(error),
    );
  }

  /** Stores nothing any more. */
  close(): void {
    this.closed = true;
    this.items = [];
    this.effects = [];
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    if (!this.flying) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private land(events: RunEvent[], effects: (() => void)[]): void {
    this.flying = false;
    for (const effect of effects) effect();
    this.listener.onCommitted(events);
    this.flush();
    this.rest();
  }

  private crash(error: unknown): void {
    this.flying = false;
    this.close();
    this.listener.onFailed(error);
    this.rest();
  }

  private rest(): void {
    if (this.flying) return;
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

async function commit(store: RunStore, items: Commit[]): Promise<RunEvent[]> {
  return store.commit(items);
}

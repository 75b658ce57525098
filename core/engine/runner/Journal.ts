import type { Commit } from "../ports/RunStore.ts";
import type { Outbox } from "./Outbox.ts";

/** Waits for what was added so far: exactly one of the two is called. */
export interface Barrier {
  onStored(): void;
  onFailed?(error: unknown): void;
}

/**
 * The way of one run into the store. At most one commit is under way; what is added meanwhile goes with the next one,
 * so nothing is ever stored whose predecessors were not. After a commit that failed nothing is stored any more.
 */
export class Journal {
  private readonly outbox: Outbox;
  private readonly onFailed: (error: unknown) => void;
  private items: Commit[] = [];
  private barriers: Barrier[] = [];
  private flight: Promise<void> | undefined;
  private failure: { error: unknown } | undefined;

  constructor(outbox: Outbox, onFailed: (error: unknown) => void) {
    this.outbox = outbox;
    this.onFailed = onFailed;
  }

  add(items: readonly Commit[]): void {
    if (this.failure === undefined) for (const item of items) this.items.push(item);
  }

  /** Adds a barrier behind everything added so far. */
  after(barrier: Barrier): void {
    if (this.failure === undefined) this.barriers.push(barrier);
    else barrier.onFailed?.(this.failure.error);
  }

  flush(): void {
    if (this.flight !== undefined || (this.items.length === 0 && this.barriers.length === 0)) return;
    const { items, barriers } = this;
    this.items = [];
    this.barriers = [];
    if (items.length === 0) {
      for (const barrier of barriers) barrier.onStored();
      return;
    }
    this.flight = this.outbox
      .commit(items)
      .then(
        () => this.land(barriers),
        (error: unknown) => this.fail(error, barriers),
      )
      .catch((bug: unknown) => this.fail(bug, []));
  }

  /** Stores nothing any more. */
  close(error: unknown): void {
    if (this.failure !== undefined) return;
    this.failure = { error };
    const { barriers } = this;
    this.items = [];
    this.barriers = [];
    for (const barrier of barriers) barrier.onFailed?.(error);
  }

  get isBusy(): boolean {
    return this.flight !== undefined;
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.flight !== undefined) await this.flight;
  }

  private land(barriers: Barrier[]): void {
    this.flight = undefined;
    for (const barrier of barriers) barrier.onStored();
    this.flush();
  }

  private fail(error: unknown, barriers: Barrier[]): void {
    this.flight = undefined;
    this.close(error);
    for (const barrier of barriers) barrier.onFailed?.(error);
    this.onFailed(error);
  }
}

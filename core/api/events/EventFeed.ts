import type { Unsubscribe } from "../../base/Emitter.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";
import type { RunReader } from "../../service/ports/repositories.ts";
import { toJsonNames } from "../json/toJsonNames.ts";

/** One event as it is sent. */
export interface FeedItem {
  seq: number;
  runId: string;
  /** A frame of a server-sent stream. */
  frame: string;
}

/** Newest events that are kept in memory; a reader further behind reads them from the store. */
const newest = 2_000;
/** Events that are read from the store at once. */
const pageSize = 500;

/**
 * What happened, for any number of readers at any place: the newest events from memory, older ones from the store. A
 * reader asks for what comes after the last event it has sent, so a slow one costs no memory and misses nothing.
 */
export class EventFeed {
  private readonly reader: Pick<RunReader, "events">;
  private readonly unsubscribe: Unsubscribe;
  private recent: FeedItem[] = [];
  private readers = 0;
  private readonly waiting = new Set<() => void>();

  constructor(parts: {
    reader: Pick<RunReader, "events">;
    subscribe(listener: (event: RunEvent) => void): Unsubscribe;
  }) {
    this.reader = parts.reader;
    this.unsubscribe = parts.subscribe((event) => this.add(event));
  }

  /** The number of the newest event, or undefined when none came yet. */
  get last(): number | undefined {
    return this.recent.at(-1)?.seq;
  }

  /**
   * What comes after the event `seq`, oldest first, and how far that reaches: the next reading goes on at `upTo`, which is
   * `seq` when nothing came yet. `runId` leaves out all other runs.
   */
  readAfter(seq: number, runId: string | undefined): { items: FeedItem[]; upTo: number } {
    const [oldest] = this.recent;
    if (oldest === undefined || seq < oldest.seq - 1) {
      const filter = { after: seq, limit: pageSize, ...(runId === undefined ? {} : { runId }) };
      const items = this.reader.events(filter).map(toItem);
      const end = items.at(-1)?.seq ?? seq;
      // A page that is not full is all there is of this run.
      return { items, upTo: items.length < pageSize ? Math.max(end, this.last ?? 0) : end };
    }
    const start = firstAfter(this.recent, seq);
    const page = this.recent.slice(start, start + pageSize);
    const items = runId === undefined ? page : page.filter((item) => item.runId === runId);
    return { items, upTo: page.at(-1)?.seq ?? seq };
  }

  /** Resolves when an event comes, or when `signal` aborts. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.waiting.delete(done);
        signal.removeEventListener("abort", done);
        resolve();
      };
      if (signal.aborted) return resolve();
      signal.addEventListener("abort", done);
      this.waiting.add(done);
    });
  }

  /** How many streams are read now. */
  get readerCount(): number {
    return this.readers;
  }

  /** One more stream is read; what comes back ends it. */
  addReader(): () => void {
    this.readers += 1;
    return () => {
      this.readers -= 1;
    };
  }

  close(): void {
    this.unsubscribe();
  }

  private add(event: RunEvent): void {
    this.recent.push(toItem(event));
    if (this.recent.length > 2 * newest) this.recent = this.recent.slice(-newest);
    for (const wake of [...this.waiting]) wake();
  }
}

function firstAfter(items: readonly FeedItem[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.seq ?? 0) <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toItem(event: RunEvent): FeedItem {
  const seq = event.seq ?? 0;
  const json = JSON.stringify(toJsonNames(event));
  return { seq, runId: event.runId, frame: `id: ${seq}\nevent: ${event.type}\ndata: ${json}\n\n` };
}

import type { Clock } from "../../base/Clock.ts";
import type { DocumentQueue } from "./DocumentQueue.ts";
import type { EventFeed } from "./EventFeed.ts";

/** A comment that keeps proxies from closing a quiet stream and tells a reader that the host lives, every so many ms. */
export const heartbeatMs = 15_000;

/**
 * The frames of one reader, from after the event `after` on, until `signal` aborts or the reader is no longer allowed. It reads on only when the frames before
 * were taken, so a slow reader holds one page at most.
 */
export async function* streamEvents(
  feed: EventFeed,
  { after, runId, documents, isAllowed, signal, clock }: StreamOptions,
): AsyncGenerator<string> {
  let seq = after;
  // Tells the reader at once that the stream is open, and how long to wait before it asks again.
  yield "retry: 1000\n\n";
  while (!signal.aborted && isAllowed()) {
    const { items, upTo } = feed.readAfter(seq, runId);
    if (items.length > 0) yield items.map(({ frame }) => frame).join("");
    const changes = documents?.take() ?? "";
    if (changes !== "") yield changes;
    const isNew = upTo > seq || changes !== "";
    seq = upTo;
    if (!isNew && (await isQuiet(feed, { signal, clock, documents }))) yield ": the host is there\n\n";
  }
}

/** Passes frames on, and calls `drop` when a reader takes none of them for `timeout` ms. */
export async function* dropStalled(
  frames: AsyncIterable<string>,
  { timeout, clock, drop }: { timeout: number; clock: Clock; drop(): void },
): AsyncGenerator<string> {
  for await (const frame of frames) {
    const timer = clock.after(timeout, drop);
    try {
      yield frame;
    } finally {
      timer.cancel();
    }
  }
}

interface StreamOptions {
  after: number;
  runId: string | undefined;
  /** What happens to documents, for readers that want it. */
  documents?: DocumentQueue | undefined;
  /** Whether the reader may still read; asked before anything is sent. */
  isAllowed(): boolean;
  signal: AbortSignal;
  clock: Clock;
}

/** Waits for the next event; true when none came for the time of a heartbeat. */
async function isQuiet(
  feed: EventFeed,
  { signal, clock, documents }: Pick<StreamOptions, "signal" | "clock" | "documents">,
): Promise<boolean> {
  if (documents?.isEmpty === false) return false;
  const waiting = new AbortController();
  documents?.whenNext(() => waiting.abort());
  let isOver = false;
  const timer = clock.after(heartbeatMs, () => {
    isOver = true;
    waiting.abort();
  });
  await feed.next(AbortSignal.any([signal, waiting.signal]));
  timer.cancel();
  return isOver;
}

import type { Unsubscribe } from "../../base/Emitter.ts";
import type { DocumentEvents, NumberedDocumentEvent } from "../../service/events/DocumentEvents.ts";

/** Events that wait for a slow reader; beyond them it is only told that it missed some. */
const longest = 1_000;

/** The events of documents for one reader, from now on. Their frames have no id: they cannot be read again. */
export class DocumentQueue {
  private readonly unsubscribe: Unsubscribe;
  private frames: string[] = [];
  private hasMissed = false;
  private wake: (() => void) | undefined;

  constructor(events: DocumentEvents) {
    this.unsubscribe = events.subscribe((event) => this.add(event));
  }

  /** What came since the last time, as one text; empty = nothing. */
  take(): string {
    const missed = this.hasMissed ? "event: documents.missed\ndata: {}\n\n" : "";
    const text = missed + this.frames.join("");
    this.frames = [];
    this.hasMissed = false;
    return text;
  }

  get isEmpty(): boolean {
    return this.frames.length === 0 && !this.hasMissed;
  }

  /** Calls `wake` when the next event comes, once. */
  whenNext(wake: () => void): void {
    this.wake = wake;
  }

  close(): void {
    this.unsubscribe();
  }

  private add(event: NumberedDocumentEvent): void {
    if (this.frames.length >= longest) {
      this.frames = [];
      this.hasMissed = true;
    }
    this.frames.push(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    const { wake } = this;
    this.wake = undefined;
    wake?.();
  }
}

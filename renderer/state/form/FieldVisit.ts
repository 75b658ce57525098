import type { Clock, Timer } from "../../../core/base/Clock.ts";
import { Emitter, type Unsubscribe } from "../../../core/base/Emitter.ts";
import type { JsonValue } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { DocumentStore } from "../document/createDocumentStore.ts";

export interface VisitParts {
  document: DocumentStore;
  clock: Clock;
  /** What the gesture is called in the undo menu. */
  label: string;
  /** The edit that gives the field a value; undefined takes it away. */
  toOperations: (value: JsonValue | undefined) => readonly EditOperation[];
  onRefusal: (reason: string) => void;
}

/** Takes what a person gives a field. */
export interface Visit {
  /** Whether something was typed that is not stored yet. */
  readonly isWaiting: boolean;
  /** What was typed while it is not stored yet, else what is stored. */
  latest(stored: JsonValue | undefined): JsonValue | undefined;
  /** Calls back when something was typed. */
  subscribe(listener: () => void): Unsubscribe;
  type(value: JsonValue | undefined): void;
  /** Stores what waits. */
  store(): void;
  /** Stores what waits; what comes next is another gesture. */
  end(): void;
}

/** A visit to a field whose values are kept elsewhere until all are stored together. */
export function createKeptVisit(onType: (value: JsonValue | undefined) => void): Visit {
  const nothing = (): void => undefined;
  return {
    isWaiting: false,
    latest: (stored) => stored,
    subscribe: () => nothing,
    type: onType,
    store: nothing,
    end: nothing,
  };
}

/** What was typed is stored at most this many ms after it was typed. */
const longestWait = 400;

/**
 * One visit of a person to one field. What is typed is stored every now and then while the visit lasts, and all of it
 * is one gesture.
 */
export class FieldVisit implements Visit {
  private readonly parts: VisitParts;
  private readonly typed = new Emitter<void>((error) => this.parts.onRefusal(String(error)));
  private waiting: { value: JsonValue | undefined } | undefined;
  private timer: Timer | undefined;
  private gesture: string | undefined;

  constructor(parts: VisitParts) {
    this.parts = parts;
  }

  get isWaiting(): boolean {
    return this.waiting !== undefined;
  }

  latest(stored: JsonValue | undefined): JsonValue | undefined {
    return this.waiting === undefined ? stored : this.waiting.value;
  }

  // A field of its own: React subscribes again when it is another function.
  readonly subscribe = (listener: () => void): Unsubscribe => this.typed.subscribe(listener);

  type(value: JsonValue | undefined): void {
    this.waiting = { value };
    this.parts.document.typed.add(this);
    this.timer ??= this.parts.clock.after(longestWait, () => this.store());
    this.typed.emit();
  }

  store(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.parts.document.typed.delete(this);
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting === undefined) return;
    const { document, label, toOperations, onRefusal } = this.parts;
    const operations = toOperations(waiting.value);
    // Another way to write the same is no edit.
    if (operations.length === 0) return;
    const done = document.perform({ label, operations, continues: this.gesture });
    if (done.ok) this.gesture = done.gesture;
    else onRefusal(done.reason);
  }

  end(): void {
    this.store();
    this.gesture = undefined;
  }
}

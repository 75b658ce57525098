import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";

/** What a person did in one go: undone and redone as a whole. */
export interface Gesture {
  id: string;
  /** What was done, in a few words, for the undo menu. */
  label: string;
  operations: readonly EditOperation[];
  /** Kept without an undo entry, such as the layout of a document that came without one. */
  silent?: true;
  /** Id of the last gesture of this window that it goes on with, such as typing in one field: both are undone as one. */
  continues?: string;
}

/** What this window could undo or redo next, by label, and how far the draft is from what it is based on. */
export interface DraftHistory {
  undo: string | undefined;
  redo: string | undefined;
  /** Differences from the revision that the draft is based on; 0 = it says the same. */
  changes: number;
  /** The revision the draft is based on; 0 = none. */
  base: number;
  /** The published revision; 0 = never published. */
  published: number;
}

/** One step of the draft, made by this window or another one. */
export interface DraftUpdate {
  /** One more than that of the update before. */
  seq: number;
  /** The gesture it is; an undo or redo has an id of its own. */
  gesture: string;
  operations: readonly EditOperation[];
}

export interface DraftSnapshot {
  seq: number;
  state: EditState;
  history: DraftHistory;
}

/**
 * The answer to a request. `updates` are all that came after the `seq` of the request, in order, those of other
 * windows included. `behind`: others were faster and nothing was done; ask again after taking the updates.
 * `refused`: it does not fit the draft; `reason` is a sentence for the person.
 */
export type DraftReply = { updates: readonly DraftUpdate[]; history: DraftHistory } & (
  | { outcome: "applied" | "behind" }
  | { outcome: "refused"; reason: string }
);

/**
 * The draft of one application as the host keeps it, seen from one window. Every call rejects when the host cannot be
 * reached; a gesture that is sent again under the same id is applied once.
 */
export interface DraftPort {
  load(): Promise<DraftSnapshot>;
  apply(seq: number, gesture: Gesture): Promise<DraftReply>;
  /** Takes back the last gesture of this window; asked again under the same id it is done once. */
  undo(seq: number, id: string): Promise<DraftReply>;
  redo(seq: number, id: string): Promise<DraftReply>;
  /**
   * Updates that other windows made, and those of this one that no reply brought, in order. Any may come twice; there may be
   * none when only the history is another one.
   */
  subscribe(listener: (updates: readonly DraftUpdate[], history: DraftHistory) => void): Unsubscribe;
}

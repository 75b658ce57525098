import type { EditOperation } from "../../model/operations/EditOperation.ts";
import type { EditState } from "../../model/operations/EditState.ts";

/** What a person did in one go: undone and redone as a whole. */
export interface Gesture {
  /** Given by the client; a gesture that is sent again under the same id is applied once. */
  id: string;
  /** What was done, in a few words. */
  label: string;
  operations: readonly EditOperation[];
  /** Kept without an undo entry, such as the layout of a document that came without one. */
  silent?: boolean | undefined;
  /** Id of the last gesture of the client that it goes on with, such as typing in one field: both are undone as one. */
  continues?: string | undefined;
}

/** One line of the journal as another window applies it. */
export interface DraftUpdate {
  /** One more than that of the update before. */
  seq: number;
  gesture: string;
  client: string;
  operations: readonly EditOperation[];
}

/** What one client could undo or redo next, by label, and how far the draft is from what was published. */
export interface DraftHistory {
  undo: string | undefined;
  redo: string | undefined;
  /** Differences from the revision that the draft is based on, but for places that windows found; 0 = it says the same. */
  changes: number;
}

/** A draft as one client sees it. */
export interface DraftSnapshot {
  application: string;
  seq: number;
  state: EditState;
  history: DraftHistory;
  /** The revision it is based on; 0 = none. */
  base: number;
  /** The published revision; 0 = none. */
  published: number;
}

/** What came since a number, and how the draft stands after it. */
export interface DraftNews {
  seq: number;
  updates: DraftUpdate[];
  history: DraftHistory;
  /** The revision the draft is based on; 0 = none. */
  base: number;
  /** The published revision; 0 = none. */
  published: number;
}

/**
 * The answer to a request. `updates`: all that came after the `seq` of the request. `behind`: others were faster and
 * nothing was done. `refused`: it does not fit the draft; `reason` is a sentence for the person.
 */
export type DraftReply = DraftNews & ({ outcome: "applied" | "behind" } | { outcome: "refused"; reason: string });

/** Who edits, from which window. */
export interface Editor {
  user: string;
  client: string;
  /** The number of the draft as the client saw it; at another one nothing is done: `changed_meanwhile`. */
  at?: number | undefined;
}

import type { EditOperation } from "../../model/operations/EditOperation.ts";
import type { EditState } from "../../model/operations/EditState.ts";
import type { Pins } from "../../model/operations/Pins.ts";

/**
 * What a gesture of a journal is. `edit`: can be undone. `more`: goes on with the last gesture of the same client, and
 * takes its place: its way back leads before both. `silent`: kept without an undo entry. `begin`: the same, as earlier
 * versions wrote it where the draft said what is published. `undo`, `redo`: of the last
 * gesture of the same client. `publish`: the draft became a revision. `follow`: without changes of its own, the draft
 * follows what was published meanwhile.
 */
export type GestureKind = "edit" | "more" | "silent" | "begin" | "undo" | "redo" | "publish" | "follow";

/** One line of the journal of a draft, without what was done. */
export interface GestureEntry {
  /** From 1, without gaps. */
  seq: number;
  /** Id that the client gave; each is applied once. */
  gesture: string;
  /** The window it came from. */
  client: string;
  kind: GestureKind;
  /** What was done, in a few words. */
  label: string;
  /** The revision that the draft is based on after it; 0 = none. */
  revision: number;
}

export interface GestureRecord extends GestureEntry {
  operations: EditOperation[];
  /** Applied to the draft after it, they give back the draft before it. */
  inverse: EditOperation[];
}

/** Drafts with their journals. */
export interface DraftRepository {
  /** All lines that are kept, oldest first. */
  list(name: string, user: string): GestureEntry[];
  /** What is pinned in the draft of a user, published or not; undefined = nothing. */
  findPins(name: string, user: string): Pins | undefined;
  findGesture(name: string, user: string, gesture: string): GestureEntry | undefined;
  /** Lines after `after`, oldest first. */
  readAfter(name: string, user: string, { after, limit }: { after: number; limit: number }): GestureRecord[];
  /**
   * Stores a line and the draft after it together. `state` undefined: the draft is again what is published, so there is
   * none. `changes`: how many its person made. Makes the application when there is none of that name. The oldest lines beyond `maxGestures` go. `rename`: with
   * it the application, which was never published, gets that name. `pins`: all there are now; absent = as before.
   */
  commit(
    name: string,
    change: {
      user: string;
      record: GestureRecord;
      state: EditState | undefined;
      changes: number;
      rename?: string | undefined;
      pins?: Pins | undefined;
    },
  ): Promise<void>;
}

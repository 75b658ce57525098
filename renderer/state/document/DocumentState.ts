import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { Flow } from "../flow/Flow.ts";
import type { DraftHistory } from "../ports/DraftPort.ts";

/** The application on screen: the draft of the host with what was done here and is not confirmed yet. */
export interface DocumentState {
  status: "loading" | "ready" | "failed";
  /** Why it could not be loaded, a sentence. */
  error: string | undefined;
  edit: EditState;
  flow: Flow;
  history: DraftHistory;
  /** What this window took back or did again, when the last change of the flow was that. */
  revert: "undo" | "redo" | undefined;
  /** Gestures, undos and redos the host has not confirmed. */
  waiting: number;
  /** The host does not answer; what waits is sent again by itself. */
  isOffline: boolean;
  /** Why the host, which answers, does not store what waits, a sentence; it is sent again by itself. */
  notStored: string | undefined;
}

/** Something a person should hear: an edit that did not come through, and why. */
export interface DocumentNotice {
  label: string;
  reason: string;
}

export interface GestureRequest {
  label: string;
  operations: readonly EditOperation[];
  silent?: true;
  /** Id of the last gesture of this window, when this one goes on with it. */
  continues?: string | undefined;
}

/** Why a document cannot be changed: it is a revision, or the role of whoever works here does not allow it. */
export type ReadOnly = { kind: "revision"; revision: number } | { kind: "role" };

/** `gesture`: the id that it got. */
export type PerformResult = { ok: true; gesture: string } | { ok: false; reason: string };

export interface DocumentActions {
  /** Loads the draft; again after a failure. */
  load(): Promise<void>;
  /** Shows the edit at once and sends it. Refused, with the reason, when it does not fit what is shown. */
  perform(request: GestureRequest): PerformResult;
  /** Takes back the last gesture of this window, after those that wait were sent. */
  undo(): void;
  redo(): void;
  /** Reads the flow anew: its classes may have become other ones. */
  reread(): void;
  /** Resolves when the host has all that was performed; what is typed in a field goes on waiting. Rejects never. */
  stored(): Promise<void>;
  /** The same once what is typed was performed too. */
  settled(): Promise<void>;
  /** Stops listening and retrying. What waits is lost. */
  dispose(): void;
}

export const emptyEdit: EditState = { document: { steps: [] }, stepIds: [] };
export const emptyHistory: DraftHistory = { undo: undefined, redo: undefined, changes: 0, base: 0, published: 0 };

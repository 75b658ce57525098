import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import type { DraftSnapshot, DraftUpdate, Gesture } from "../ports/DraftPort.ts";
import type { DocumentNotice } from "./DocumentState.ts";

export type Waiting = { kind: "gesture"; gesture: Gesture } | { kind: "undo" | "redo"; id: string };

/**
 * The confirmed draft, what waits behind it, and what both make together. Pure: it holds no port and no time.
 * `shown` is always `confirmed` with every waiting gesture applied in order.
 */
export class DraftQueue {
  shown: EditState;
  seq: number;
  readonly waiting: Waiting[] = [];
  private confirmed: EditState;
  private readonly manifests: ManifestLookup;

  constructor({ seq, state }: DraftSnapshot, manifests: ManifestLookup) {
    this.seq = seq;
    this.confirmed = state;
    this.shown = state;
    this.manifests = manifests;
  }

  /** Applies a gesture to what is shown and lets it wait. Throws `edit_does_not_apply`. */
  add(gesture: Gesture): void {
    this.shown = this.apply(this.shown, gesture.operations);
    this.waiting.push({ kind: "gesture", gesture });
  }

  /**
   * Lets what waited behind a draft that was loaded before wait behind this one. The first may be in it already, its
   * answer lost: the host tells, so it waits even if it does not apply.
   */
  resume(waiting: readonly Waiting[], lost: DocumentNotice[]): void {
    for (const [index, item] of waiting.entries()) {
      this.waiting.push(item);
      if (item.kind !== "gesture") continue;
      try {
        this.shown = this.apply(this.shown, item.gesture.operations);
      } catch (error) {
        if (index === 0) continue;
        this.waiting.pop();
        tell(item.gesture, toSentence(error), lost);
      }
    }
  }

  /** Takes the first waiting gesture out, because the draft holds it already. */
  finish(lost: DocumentNotice[]): void {
    this.waiting.shift();
    this.rebuild(lost);
  }

  /**
   * Takes updates of the host; those known already are passed over. False: one is missing in between, so the draft
   * must be loaded again. Waiting gestures that no longer apply leave the queue and are named in `lost`.
   */
  take(updates: readonly DraftUpdate[], lost: DocumentNotice[]): boolean {
    let mustRebuild = false;
    for (const update of updates) {
      if (update.seq <= this.seq) continue;
      if (update.seq !== this.seq + 1) return false;
      this.confirmed = this.apply(this.confirmed, update.operations);
      this.seq = update.seq;
      const first = this.waiting[0];
      const isFirst = first !== undefined && idOf(first) === update.gesture;
      if (isFirst) this.waiting.shift();
      // A gesture that came through as it is leaves what is shown the same.
      if (!isFirst || first.kind !== "gesture") mustRebuild = true;
    }
    if (mustRebuild) this.rebuild(lost);
    return true;
  }

  /** Takes the first waiting gesture out, because the host refused it. */
  drop(reason: string, lost: DocumentNotice[]): void {
    const first = this.waiting.shift();
    if (first?.kind !== "gesture") return;
    tell(first.gesture, reason, lost);
    this.rebuild(lost);
  }

  private rebuild(lost: DocumentNotice[]): void {
    this.shown = this.confirmed;
    for (const item of [...this.waiting]) {
      if (item.kind !== "gesture") continue;
      try {
        this.shown = this.apply(this.shown, item.gesture.operations);
      } catch (error) {
        this.waiting.splice(this.waiting.indexOf(item), 1);
        tell(item.gesture, toSentence(error), lost);
      }
    }
  }

  private apply(state: EditState, operations: readonly EditOperation[]): EditState {
    return operations.reduce((next, operation) => applyOperation(next, operation, this.manifests).state, state);
  }
}

function idOf(item: Waiting): string {
  return item.kind === "gesture" ? item.gesture.id : item.id;
}

/** Nobody asked for what is done silently, so nobody misses it. */
function tell({ label, silent }: Gesture, reason: string, lost: DocumentNotice[]): void {
  if (!silent) lost.push({ label, reason });
}

function toSentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { maxGestures } from "../../model/maxGestures.ts";
import type { GestureEntry } from "../ports/DraftRepository.ts";

/** Something that can be undone or redone. */
export interface UndoItem {
  /** The line whose inverse does it. */
  seq: number;
  /** The line that was first done. */
  first: number;
  label: string;
}

interface Stacks {
  undo: UndoItem[];
  redo: UndoItem[];
}

/** What each client can undo and redo, made of the lines of a journal in order. */
export class UndoStacks {
  private readonly clients = new Map<string, Stacks>();
  private last = 0;

  add({ seq, client, kind, label }: Pick<GestureEntry, "seq" | "client" | "kind" | "label">): void {
    this.last = seq;
    const stacks = this.clients.get(client) ?? { undo: [], redo: [] };
    this.clients.set(client, stacks);
    if (kind === "edit") {
      stacks.undo.push({ seq, first: seq, label });
      stacks.redo = [];
    } else if (kind === "more") {
      const first = stacks.undo.pop()?.first ?? seq;
      stacks.undo.push({ seq, first, label });
    } else if (kind === "undo") move(stacks.undo, stacks.redo, seq);
    else if (kind === "redo") move(stacks.redo, stacks.undo, seq);
  }

  /** What would be undone or redone next; undefined = nothing that is kept. */
  next(client: string, kind: "undo" | "redo"): UndoItem | undefined {
    const item = this.clients.get(client)?.[kind].at(-1);
    return item === undefined || item.seq <= this.last - maxGestures ? undefined : item;
  }
}

function move(from: UndoItem[], to: UndoItem[], seq: number): void {
  const item = from.pop();
  // The line that was undone may be too old to be kept.
  if (item !== undefined) to.push({ ...item, seq });
}

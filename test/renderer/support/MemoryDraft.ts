import { Emitter } from "../../../core/base/Emitter.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { type AppliedGesture, applyGesture } from "../../../core/service/drafts/applyGesture.ts";
import { applyRevert, type SilentLine } from "../../../core/service/drafts/applyRevert.ts";
import type {
  DraftHistory,
  DraftPort,
  DraftReply,
  DraftUpdate,
  Gesture,
} from "../../../renderer/state/ports/DraftPort.ts";

interface Done {
  gesture: string;
  label: string;
  inverse: EditOperation[];
  /** The number of updates before it was first done. */
  after: number;
}

interface Client {
  undo: Done[];
  redo: Done[];
}

/** A draft in memory over the real operations, for any number of windows. It can be cut off, and lose its answers. */
export class MemoryDraft {
  state: EditState;
  readonly updates: DraftUpdate[] = [];
  private readonly silent: (SilentLine & { seq: number })[] = [];
  /** Requests fail while it is true, as when the host is gone. */
  isDown = false;
  /** What requests fail with, as when the host cannot do its work. */
  fault: Error | undefined;
  /** What is asked for is done while it is true, and the answer is lost. */
  losesAnswers = false;
  /** Gestures that were not taken back. */
  changes = 0;
  /** Called before each request is answered: a test makes another window faster with it. */
  beforeAnswer: (() => Promise<void>) | undefined;
  private readonly emitter = new Emitter<{ update: DraftUpdate; by: Client }>((error) => {
    throw error;
  });

  constructor(state: EditState) {
    this.state = state;
  }

  attach(): DraftPort {
    const client: Client = { undo: [], redo: [] };
    return {
      load: async () => {
        this.assertUp();
        return { seq: this.updates.length, state: this.state, history: this.historyOf(client) };
      },
      apply: (seq, gesture) => this.answer({ seq, id: gesture.id, client }, () => this.applyGesture(gesture, client)),
      undo: (seq, id) => this.answer({ seq, id, client }, () => this.revert(client, { id, from: "undo", to: "redo" })),
      redo: (seq, id) => this.answer({ seq, id, client }, () => this.revert(client, { id, from: "redo", to: "undo" })),
      subscribe: (listener) =>
        this.emitter.subscribe(({ update, by }) => {
          if (by !== client) listener([update], this.historyOf(client));
        }),
    };
  }

  private async answer(
    { seq, id, client }: { seq: number; id: string; client: Client },
    work: () => void,
  ): Promise<DraftReply> {
    await this.beforeAnswer?.();
    this.assertUp();
    const reply = (): { updates: DraftUpdate[]; history: DraftHistory } => ({
      updates: this.updates.slice(seq),
      history: this.historyOf(client),
    });
    if (this.updates.some(({ gesture }) => gesture === id)) return { outcome: "applied", ...reply() };
    if (seq < this.updates.length) return { outcome: "behind", ...reply() };
    try {
      work();
    } catch (error) {
      return { outcome: "refused", reason: error instanceof Error ? error.message : String(error), ...reply() };
    }
    if (this.losesAnswers) throw new Error("The host does not answer.");
    return { outcome: "applied", ...reply() };
  }

  private applyGesture({ id, label, operations, silent, continues }: Gesture, client: Client): void {
    const after = this.updates.length;
    const inverse = this.commit(id, applyGesture(this.state, operations), client);
    if (silent) {
      this.silent.push({ seq: this.updates.length, operations, inverse });
      return;
    }
    client.redo = [];
    const last = client.undo.at(-1);
    if (last !== undefined && last.gesture === continues) {
      client.undo.splice(-1, 1, { ...last, gesture: id, label, inverse: [...inverse, ...last.inverse] });
      return;
    }
    this.changes += 1;
    client.undo.push({ gesture: id, label, inverse, after });
  }

  private revert(client: Client, { id, from, to }: { id: string; from: "undo" | "redo"; to: "undo" | "redo" }): void {
    const last = client[from].at(-1);
    if (last === undefined) throw new Error(`There is nothing to ${from}.`);
    const listSilent = (): SilentLine[] => this.silent.filter(({ seq }) => seq > last.after);
    const applied = applyRevert(this.state, { inverse: last.inverse, listSilent });
    const inverse = this.commit(id, applied, client);
    client[from].pop();
    this.changes += from === "undo" ? -1 : 1;
    client[to].push({ ...last, inverse });
  }

  private commit(gesture: string, { state, operations, inverse }: AppliedGesture, by: Client): EditOperation[] {
    this.state = state;
    const update = { seq: this.updates.length + 1, gesture, operations };
    this.updates.push(update);
    this.emitter.emit({ update, by });
    return inverse;
  }

  private historyOf(client: Client): DraftHistory {
    const [undo, redo] = [client.undo.at(-1)?.label, client.redo.at(-1)?.label];
    return { undo, redo, changes: this.changes, base: 1, published: 1 };
  }

  private assertUp(): void {
    if (this.isDown) throw new Error("The host does not answer.");
    if (this.fault !== undefined) throw this.fault;
  }
}

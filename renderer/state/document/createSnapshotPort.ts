import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { DraftHistory, DraftPort, DraftReply } from "../ports/DraftPort.ts";

/**
 * A document that never changes, such as a revision, as the draft of a window. What the window does by itself, such as
 * laying out steps without a place, stays in the window.
 */
export function createSnapshotPort(read: () => Promise<EditState>, revision: number): DraftPort {
  const history: DraftHistory = { undo: undefined, redo: undefined, changes: 0, base: revision, published: revision };
  let seq = 0;
  const refuse = async (): Promise<DraftReply> => ({
    outcome: "refused",
    reason: "It is read only.",
    updates: [],
    history,
  });
  return {
    async load() {
      seq = 0;
      return { seq, state: await read(), history };
    },
    async apply(_seq, { id, operations }) {
      seq += 1;
      return { outcome: "applied", updates: [{ seq, gesture: id, operations }], history };
    },
    undo: refuse,
    redo: refuse,
    subscribe: () => () => undefined,
  };
}

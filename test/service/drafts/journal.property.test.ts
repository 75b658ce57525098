import fc from "fast-check";
import { expect, test } from "vitest";
import { applyOperation } from "../../../core/model/operations/applyOperation.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { Editor } from "../../../core/service/drafts/Draft.ts";
import { editState, operation } from "../../model/operations/arbitraries.ts";
import { shareHost } from "../shareHost.ts";
import { ann, ann2, DraftBench } from "./DraftBench.ts";

const shared = shareHost();
const windows: Editor[] = [ann, ann2];

type Move = { operation: EditOperation } | { revert: "undo" | "redo" };

const revert = fc.constantFrom("undo" as const, "redo" as const);
const move = fc.oneof(
  { arbitrary: fc.record({ operation }), weight: 5 },
  { arbitrary: fc.record({ revert }), weight: 2 },
);
/** What one window does in a row; a redo is seldom possible but right after an undo. */
const turn = fc.record({
  window: fc.nat(1),
  moves: fc.oneof(
    { arbitrary: move.map((one): Move[] => [one]), weight: 6 },
    { arbitrary: fc.constant<Move[]>([{ revert: "undo" }, { revert: "redo" }]), weight: 1 },
  ),
});

function toText({ document, stepIds }: EditState): string {
  return JSON.stringify([document, [...stepIds]]);
}

/** A draft that holds exactly this document. */
async function begin({ document, stepIds }: EditState): Promise<DraftBench> {
  const flow = await DraftBench.publish(shared.host);
  const reply = await flow.edit({ user: "ann", client: "start" }, { op: "replaceDocument", document, stepIds });
  expect(reply.outcome).toBe("applied");
  return flow;
}

/** The journal as it is stored, applied to what was there before it. */
async function replay(flow: DraftBench): Promise<EditState> {
  const published = await flow.drafts.getVersion(flow.name, ann, "published");
  const { updates } = await flow.drafts.updatesAfter(flow.name, ann, 0);
  const operations = updates.flatMap((update): readonly EditOperation[] => update.operations);
  return operations.reduce((state, operation) => applyOperation(state, operation).state, published);
}

test("whatever two windows do, the journal replayed gives the draft, and so does what is stored", async () => {
  const outcomes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(editState, fc.array(turn, { minLength: 5, maxLength: 20 }), async (start, turns) => {
      const flow = await begin(start);
      for (const { window: number, step } of turns.flatMap(({ window, moves }) =>
        moves.map((step) => ({ window, step })),
      )) {
        const window = windows[number] ?? ann;
        const reply =
          "revert" in step ? await flow.revert(window, step.revert) : await flow.edit(window, step.operation);
        const kind = `${"revert" in step ? step.revert : "edit"} ${reply.outcome}`;
        outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      }
      const { state } = await flow.get(ann);
      expect(toText(await replay(flow))).toBe(toText(state));
      const stored = shared.host.store.applications.findDraft(flow.name, "ann");
      expect(toText({ document: stored?.document ?? {}, stepIds: stored?.stepIdList ?? [] })).toBe(toText(state));
    }),
    { numRuns: 25 },
  );
  for (const kind of ["edit applied", "edit refused", "undo applied", "undo refused", "redo applied"]) {
    expect(outcomes.get(kind), kind).toBeGreaterThan(0);
  }
});

test("undo of everything gives the start, redo the end", async () => {
  let edits = 0;
  const list = fc.array(fc.record({ window: fc.nat(1), operation }), { minLength: 3, maxLength: 15 });
  await fc.assert(
    fc.asyncProperty(editState, list, async (start, moves) => {
      const flow = await begin(start);
      const first = toText((await flow.get(ann)).state);
      const done: Editor[] = [];
      for (const { window, operation } of moves) {
        const editor = windows[window] ?? ann;
        if ((await flow.edit(editor, operation)).outcome === "applied") done.push(editor);
      }
      edits += done.length;
      const last = toText((await flow.get(ann)).state);
      for (const editor of done.toReversed())
        expect(await flow.revert(editor, "undo")).toMatchObject({ outcome: "applied" });
      expect(toText((await flow.get(ann)).state)).toBe(first);
      for (const editor of done) expect(await flow.revert(editor, "redo")).toMatchObject({ outcome: "applied" });
      expect(toText((await flow.get(ann)).state)).toBe(last);
    }),
    { numRuns: 15 },
  );
  expect(edits).toBeGreaterThan(30);
});

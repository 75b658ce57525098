import { join } from "node:path";
import { expect, test } from "vitest";
import { countDiff } from "../../../core/model/diff/countDiff.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import { openTestHost } from "../openTestHost.ts";
import { shareHost } from "../shareHost.ts";
import { ann, ann2, bob, codeOf, DraftBench, idOf, script } from "./DraftBench.ts";

const shared = shareHost();

/** What the header says, and whether the list tells of a draft. */
async function told(flow: DraftBench): Promise<[number, boolean | undefined]> {
  const { history } = await flow.get(ann);
  const diff = await flow.drafts.diff(flow.name, ann, { from: "published", to: "draft" }).catch(() => undefined);
  if (diff !== undefined) expect(countDiff(diff)).toBe(history.changes);
  return [history.changes, await flow.hasDraft()];
}

/** Gives all cards a place, as a window does for a document without one. */
async function find(flow: DraftBench, x: number, of = ann): Promise<void> {
  const { state } = await flow.get(of);
  const steps = state.stepIds.map((id, index) => ({ id, step: `${index}`, x, y: index }));
  const to = { version: 1, groups: [], notes: [], steps };
  const operations = [
    {
      op: "patch" as const,
      changes: [{ change: "key" as const, at: "application" as const, key: "layout", from: state.document.layout, to }],
    },
  ];
  await flow.gesture(of, { id: `${flow.name} found ${x} ${of.client}`, label: "Layout", operations, silent: true });
}

const move = async (flow: DraftBench, x: number): Promise<void> => {
  const step = idOf(await flow.get(ann), "one");
  await flow.edit(ann, { op: "moveSteps", positions: [{ step, x, y: 0 }] });
};

test("what is taken back by hand is no change, and one value that was set three times is one", async () => {
  const flow = await DraftBench.publish(shared.host);
  for (const code of ["1", "2", "3"]) await flow.setCode(ann, "one", code);
  expect(await told(flow)).toEqual([1, true]);
  await flow.setCode(ann, "two", "4");
  expect(await told(flow)).toEqual([2, true]);
  await flow.setCode(ann, "one", "return 0;");
  await flow.setCode(ann, "two", "return 0;");
  expect(await told(flow)).toEqual([0, false]);
  expect((await flow.get(ann)).history.undo).toBe("setParameter");
});

test("a layout that a window found is no change over edits, undo, redo and discards, what a person moved is one", async () => {
  const dataFolder = join(tempFolder(), "data");
  const first = await openTestHost({ dataFolder });
  let flow = await DraftBench.publish(first);
  await find(flow, 10);
  expect(await told(flow)).toEqual([0, false]);
  await flow.setCode(ann, "one", "1");
  await flow.revert(ann, "undo");
  expect(await told(flow)).toEqual([0, false]);
  await move(flow, 50);
  expect(await told(flow)).toEqual([1, true]);
  await flow.drafts.discard(flow.name, ann);
  await find(flow, 20, ann2);
  expect(await told(flow)).toEqual([0, false]);
  await flow.revert(ann, "undo");
  // The moved card; the others are where the first window found them.
  expect(await told(flow)).toEqual([1, true]);
  await flow.revert(ann, "undo");
  expect(await told(flow)).toEqual([0, false]);
  await first.close();

  flow = new DraftBench(await openTestHost({ dataFolder }), flow.name);
  expect(await told(flow)).toEqual([0, false]);
  await flow.revert(ann, "redo");
  expect(await told(flow)).toEqual([1, true]);
  // Published, a found place is one as any other.
  await flow.drafts.publish(flow.name, ann);
  expect(await told(flow)).toEqual([0, false]);
  await move(flow, 10);
  expect(await told(flow)).toEqual([1, true]);
});

test("a card comes and goes with its step", async () => {
  const flow = await DraftBench.publish(shared.host);
  await flow.edit(ann, { op: "addStep", step: `${flow.name} new`, entry: script("new"), at: { x: 1, y: 2 } });
  expect(await told(flow)).toEqual([1, true]);
});

test("a draft in which only a layout was found follows what somebody else publishes", async () => {
  const flow = await DraftBench.publish(shared.host);
  await find(flow, 10);
  await flow.setCode(bob, "one", "theirs");
  await flow.drafts.publish(flow.name, bob);
  const draft = await flow.get(ann);
  expect([draft.base, draft.published, codeOf(draft, "one")]).toEqual([2, 2, "theirs"]);
  expect(await told(flow)).toEqual([0, false]);
});

test("a draft that is behind counts its own changes and not those of others", async () => {
  const flow = await DraftBench.publish(shared.host);
  await flow.setCode(ann, "one", "mine");
  for (const code of ["theirs", "theirs too"]) await flow.setCode(bob, "two", code);
  await flow.drafts.publish(flow.name, bob);
  expect(await flow.get(ann)).toMatchObject({ base: 1, published: 2, history: { changes: 1 } });
  expect((await flow.drafts.diff(flow.name, ann, { from: 1, to: "draft" })).logic).toMatchObject([{ to: "mine" }]);
});

test("another order of keys is a change of its own kind, so that it can be published", async () => {
  const flow = await DraftBench.publish(shared.host);
  const { document } = (await flow.get(ann)).state;
  const turned = Object.fromEntries(Object.entries(document).reverse()) as typeof document;
  await flow.drafts.replace(flow.name, ann, { document: turned, label: "Edit as JSON" });
  expect(await told(flow)).toEqual([1, true]);
  expect(await flow.drafts.publish(flow.name, ann)).toMatchObject({ revision: 2 });
});

test("what was never published is held against a blank application of its names", async () => {
  const { drafts } = shared.host.services;
  const { application } = await drafts.create(ann);
  const flow = new DraftBench(shared.host, application);
  expect(await told(flow)).toEqual([0, true]);
  await flow.edit(ann, { op: "addStep", step: `${application} a`, entry: script("a"), at: { x: 0, y: 0 } });
  await flow.edit(ann, { op: "addStep", step: `${application} b`, entry: script("b") });
  await flow.edit(ann, { op: "connect", kind: "output", from: `${application} a`, to: `${application} b` });
  expect(await told(flow)).toEqual([2, true]);
  const { logic } = await drafts.diff(application, ann, { from: "published", to: "draft" });
  expect(logic).toMatchObject([
    { kind: "added", name: "a" },
    { kind: "added", name: "b" },
  ]);
});

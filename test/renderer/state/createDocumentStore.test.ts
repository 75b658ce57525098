import { afterEach, describe, expect, test } from "vitest";
import { SluiceError } from "../../../core/base/SluiceError.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { createDocumentStore, type DocumentStore } from "../../../renderer/state/document/createDocumentStore.ts";
import type { DocumentNotice, GestureRequest } from "../../../renderer/state/document/DocumentState.ts";
import { FakeClock } from "../../support/FakeClock.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { MemoryDraft } from "../support/MemoryDraft.ts";

const opened: DocumentStore[] = [];
afterEach(() => {
  for (const store of opened.splice(0)) store.dispose();
});

interface Window {
  document: DocumentStore;
  notices: DocumentNotice[];
  clock: FakeClock;
}

let ids = 0;

async function openWindow(draft: MemoryDraft): Promise<Window> {
  const notices: DocumentNotice[] = [];
  const clock = new FakeClock();
  const document = createDocumentStore({
    port: draft.attach(),
    manifests: () => undefined,
    clock,
    createId: () => {
      ids += 1;
      return `gesture-${ids}`;
    },
    onNotice: (notice) => notices.push(notice),
  });
  opened.push(document);
  await document.load();
  return { document, notices, clock };
}

const rename = (step: string, name: string): EditOperation => ({ op: "renameStep", step: `id-${step}`, name });
const namesOf = ({ document }: Window): string[] => document.store.getState().flow.steps.map(({ name }) => name);

describe("an edit", () => {
  test("is shown at once and confirmed later", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const window = await openWindow(draft);
    expect(window.document.perform({ label: "Rename", operations: [rename("a", "first")] })).toMatchObject({
      ok: true,
    });
    expect(namesOf(window)).toEqual(["first", "b"]);
    expect(window.document.store.getState().waiting).toBe(1);
    await window.document.settled();
    expect(window.document.store.getState()).toMatchObject({ waiting: 0, history: { undo: "Rename" } });
    expect(draft.updates).toHaveLength(1);
  });

  test("that does not fit is refused with the reason and sent nowhere", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const window = await openWindow(draft);
    const result = window.document.perform({ label: "Rename", operations: [rename("a", "b")] });
    expect(result).toEqual({ ok: false, reason: 'There is already a step named "b". Choose another name.' });
    await window.document.settled();
    expect(draft.updates).toHaveLength(0);
    expect(namesOf(window)).toEqual(["a", "b"]);
  });

  test("of nothing is sent nowhere, and holds up nothing that comes after it", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {} }));
    const window = await openWindow(draft);
    expect(window.document.perform({ label: "Nothing", operations: [] })).toMatchObject({ ok: true });
    await window.document.settled();
    expect(window.document.store.getState().history.undo).toBeUndefined();
    window.document.perform({ label: "Rename", operations: [rename("a", "first")] });
    await window.document.settled();
    expect(namesOf(window)).toEqual(["first"]);
  });

  test("leaves the steps it does not touch the same objects", async () => {
    const window = await openWindow(new MemoryDraft(buildEditState({ a: {}, b: {} })));
    const before = window.document.store.getState().flow;
    window.document.perform({ label: "Rename", operations: [rename("a", "first")] });
    const after = window.document.store.getState().flow;
    expect(after.steps[1]).toBe(before.steps[1]);
    expect(after.steps[0]).not.toBe(before.steps[0]);
    expect(after.edges).toBe(before.edges);
  });
});

describe("undo", () => {
  test("of everything gives the start, redo the end, in the order of the keys", async () => {
    const start = buildEditState({ a: {}, b: {} });
    const draft = new MemoryDraft(start);
    const window = await openWindow(draft);
    for (const name of ["x", "y", "z"]) window.document.perform({ label: name, operations: [rename("a", name)] });
    for (let count = 0; count < 3; count += 1) window.document.undo();
    await window.document.settled();
    expect(draft.state).toEqual(start);
    expect(namesOf(window)).toEqual(["a", "b"]);
    for (let count = 0; count < 3; count += 1) window.document.redo();
    await window.document.settled();
    expect(namesOf(window)).toEqual(["z", "b"]);
  });

  test("takes back the gestures of its own window only", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const [one, two] = [await openWindow(draft), await openWindow(draft)];
    one.document.perform({ label: "one", operations: [rename("a", "mine")] });
    await one.document.settled();
    two.document.perform({ label: "two", operations: [rename("b", "theirs")] });
    await two.document.settled();
    one.document.undo();
    await one.document.settled();
    expect(namesOf(one)).toEqual(["a", "theirs"]);
    expect(namesOf(two)).toEqual(["a", "theirs"]);
  });

  test("that no longer applies says why and changes nothing", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const [one, two] = [await openWindow(draft), await openWindow(draft)];
    one.document.perform({ label: "Rename", operations: [rename("a", "mine")] });
    await one.document.settled();
    two.document.perform({ label: "Rename", operations: [rename("a", "theirs")] });
    await two.document.settled();
    one.document.undo();
    await one.document.settled();
    expect(namesOf(one)).toEqual(["theirs", "b"]);
    expect(one.notices).toEqual([{ label: "undo", reason: '"name" of the step was changed since.' }]);
  });
});

describe("what is done silently", () => {
  const another: EditOperation = {
    op: "replaceDocument",
    document: { name: "app", steps: [{ name: "z", file: "Log" }] },
    stepIds: ["z"],
  };
  const layout: GestureRequest = {
    label: "Layout",
    operations: [{ op: "moveSteps", positions: [{ step: "z", x: 10, y: 20 }] }],
    silent: true,
  };

  test("does not keep what a person did from being undone, nor from being done again", async () => {
    const start = buildEditState({ a: {} });
    const draft = new MemoryDraft(start);
    const window = await openWindow(draft);
    window.document.perform({ label: "Edit as JSON", operations: [another] });
    window.document.perform(layout);
    window.document.undo();
    await window.document.settled();
    expect(draft.state).toEqual(start);
    window.document.redo();
    await window.document.settled();
    expect(window.document.store.getState().flow.steps).toMatchObject([{ name: "z", at: { x: 10, y: 20 } }]);
    expect(window.notices).toEqual([]);
  });

  test("is lost without a word when another window was faster", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, z: {} }));
    const [one, two] = [await openWindow(draft), await openWindow(draft)];
    const write = (x: number): GestureRequest => ({
      label: "Layout",
      operations: [{ op: "patch", changes: [{ change: "key", at: "application", key: "layout", to: { x } }] }],
      silent: true,
    });
    one.document.perform(write(1));
    two.document.perform(write(2));
    await Promise.all([one.document.settled(), two.document.settled()]);
    expect(draft.state.document.layout).toEqual({ x: 1 });
    expect([one.notices, two.notices]).toEqual([[], []]);
  });
});

describe("two windows", () => {
  test("see each other's edits live", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {} }));
    const [one, two] = [await openWindow(draft), await openWindow(draft)];
    one.document.perform({ label: "Rename", operations: [rename("a", "new")] });
    await one.document.settled();
    expect(namesOf(two)).toEqual(["new"]);
  });

  test("that edit at the same moment both end with both edits", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const [one, two] = [await openWindow(draft), await openWindow(draft)];
    one.document.perform({ label: "one", operations: [rename("a", "from one")] });
    two.document.perform({ label: "two", operations: [rename("b", "from two")] });
    await Promise.all([one.document.settled(), two.document.settled()]);
    expect(namesOf(one)).toEqual(["from one", "from two"]);
    expect(namesOf(two)).toEqual(["from one", "from two"]);
    expect(draft.updates).toHaveLength(2);
  });

  test("an edit of a step that the other one deleted is lost with a sentence", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const [one, two] = [await openWindow(draft), await openWindow(draft)];
    one.document.perform({ label: "Delete", operations: [{ op: "removeStep", step: "id-a" }] });
    two.document.perform({ label: "Rename", operations: [rename("a", "late")] });
    await Promise.all([one.document.settled(), two.document.settled()]);
    expect(namesOf(two)).toEqual(["b"]);
    expect(two.notices).toEqual([{ label: "Rename", reason: "The step no longer exists." }]);
  });
});

describe("a host that is gone", () => {
  test("keeps what was done and sends it when it is back", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {} }));
    const window = await openWindow(draft);
    draft.isDown = true;
    window.document.perform({ label: "Rename", operations: [rename("a", "kept")] });
    await expect.poll(() => window.document.store.getState().isOffline).toBe(true);
    expect(namesOf(window)).toEqual(["kept"]);
    draft.isDown = false;
    window.clock.advanceToNext();
    await window.document.settled();
    expect(window.document.store.getState().isOffline).toBe(false);
    expect(draft.updates).toHaveLength(1);
  });

  test("that lost its answers has done what it was asked once, also for a window that loads again", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {}, b: {} }));
    const window = await openWindow(draft);
    draft.losesAnswers = true;
    window.document.perform({ label: "Rename", operations: [rename("a", "first")] });
    window.document.perform({ label: "Rename", operations: [rename("b", "second")] });
    await expect.poll(() => window.document.store.getState().isOffline).toBe(true);
    draft.losesAnswers = false;
    await window.document.load();
    window.clock.advanceToNext();
    await window.document.settled();
    expect(namesOf(window)).toEqual(["first", "second"]);
    expect(draft.updates).toHaveLength(2);
    expect(window.notices).toEqual([]);
  });

  test("still undoes what waits to be undone when the window loads again", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {} }));
    const window = await openWindow(draft);
    window.document.perform({ label: "Rename", operations: [rename("a", "gone")] });
    await window.document.settled();
    draft.isDown = true;
    window.document.undo();
    await expect.poll(() => window.document.store.getState().isOffline).toBe(true);
    draft.isDown = false;
    await window.document.load();
    window.clock.advanceToNext();
    await window.document.settled();
    expect(namesOf(window)).toEqual(["a"]);
    expect(draft.updates).toHaveLength(2);
  });

  test("that has no room left says so, and what was done is sent again", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {} }));
    const window = await openWindow(draft);
    draft.fault = new SluiceError("data_folder_broken", "The disk is full.");
    window.document.perform({ label: "Rename", operations: [rename("a", "kept")] });
    await expect.poll(() => window.document.store.getState().notStored).toBe("The disk is full.");
    expect(window.document.store.getState().isOffline).toBe(false);
    draft.fault = undefined;
    window.clock.advanceToNext();
    await window.document.settled();
    expect(window.document.store.getState().notStored).toBeUndefined();
    expect(draft.updates).toHaveLength(1);
  });

  test("at the start is a state with a reason, and loading again helps", async () => {
    const draft = new MemoryDraft(buildEditState({ a: {} }));
    draft.isDown = true;
    const window = await openWindow(draft);
    expect(window.document.store.getState()).toMatchObject({ status: "failed", error: "The host does not answer." });
    draft.isDown = false;
    await window.document.load();
    expect(window.document.store.getState().status).toBe("ready");
  });
});

import { afterEach, describe, expect, test } from "vitest";
import type { EditState } from "../../../../core/model/operations/EditState.ts";
import { createChangeStore } from "../../../../renderer/state/watch/createChangeStore.ts";
import { readChanges } from "../../../../renderer/state/watch/readChanges.ts";
import { Bench } from "../../support/Bench.ts";
import { buildEditState } from "../../support/buildEditState.ts";

const place = (name: string, x: number) => ({ id: `id-${name}`, step: name, x, y: 0 });
const layout = { version: 1, steps: [place("a", 0), place("b", 300), place("c", 600)], groups: [], notes: [] };
const base = buildEditState({ a: { output_to: ["b"] }, b: {}, c: {} }, { layout });

const disposals: (() => void)[] = [];
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose();
});

test("steps that were added, removed, changed or only moved are told apart", () => {
  const layoutNow = { ...layout, steps: [place("a", 40), place("b", 300), place("d", 900)] };
  const now = buildEditState({ a: { output_to: ["b"] }, b: { message: "x" }, d: {} }, { layout: layoutNow });
  expect(Object.fromEntries(readChanges(base, now))).toEqual({
    "id-a": "moved",
    "id-b": "changed",
    "id-c": "removed",
    "id-d": "added",
  });
  expect(readChanges(base, base).size).toBe(0);
  // A document that had no places gets them when it is opened.
  const { layout: _, ...document } = base.document;
  expect(readChanges({ ...base, document }, base).size).toBe(0);
});

test("a step that was moved and changed counts as changed, and a new name is a change of this step alone", () => {
  const renamed = buildEditState({ z: { output_to: ["b"] }, b: {}, c: {} }, { layout });
  const now = { ...renamed, stepIds: base.stepIds };
  expect(Object.fromEntries(readChanges(base, now))).toEqual({ "id-a": "changed" });
  const both = buildEditState({ a: { message: "x" }, b: {}, c: {} }, { layout: { ...layout, steps: [place("a", 9)] } });
  expect(readChanges(base, both).get("id-a")).toBe("changed");
});

describe("on the canvas", () => {
  async function open(revision?: number) {
    const bench = await Bench.open(base, revision === undefined ? {} : { revision });
    const asked: (number | string)[] = [];
    const errors: unknown[] = [];
    let published: EditState | Error = base;
    const { document, session } = bench.workbench;
    const { store, dispose } = createChangeStore({
      document,
      session,
      versions: {
        async list() {
          return [{ revision: 7, author: "ann", comment: "", createdAt: 0, steps: 3 }];
        },
        async read(number) {
          asked.push(number);
          if (published instanceof Error) throw published;
          return published;
        },
      },
      onError: (error) => errors.push(error),
    });
    disposals.push(dispose, bench.dispose);
    const settle = async (): Promise<void> => {
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    };
    const set = (next: EditState | Error): void => {
      published = next;
    };
    return { bench, asked, errors, store, settle, set, session };
  }

  test("a draft is held against what is published, while that is asked for", async () => {
    const { bench, asked, store, settle, session, set } = await open();
    // What the host of this test says is published differs by one step.
    set(buildEditState({ a: { output_to: ["b"] }, b: { message: "old" }, c: {} }, { layout }));
    bench.select({ steps: ["id-c"] });
    await bench.run("step.toggleDisabled");
    expect([asked, store.getState().size]).toEqual([[], 0]);
    session.set({ finding: "is:changed" });
    await settle();
    const marks = () => Object.fromEntries(store.getState());
    expect([asked, marks()]).toEqual([[1], { "id-b": "changed", "id-c": "changed" }]);
    session.set({ finding: undefined });
    expect(marks()).toEqual({});
  });

  test("an old revision is held against the newest", async () => {
    const { asked, store, settle, session, set } = await open(3);
    set(buildEditState({ a: { output_to: ["b"] }, b: { message: "new" } }, { layout }));
    session.set({ marksChanges: false });
    session.set({ marksChanges: true });
    await settle();
    expect(asked).toEqual([7]);
    expect(Object.fromEntries(store.getState())).toMatchObject({ "id-b": "changed", "id-c": "removed" });
  });

  test("what cannot be read is told once and no longer asked for", async () => {
    const { bench, errors, store, settle, session, set } = await open(3);
    set(new Error("The host does not answer."));
    session.set({ marksChanges: false });
    session.set({ marksChanges: true });
    await settle();
    expect([errors.length, bench.session.marksChanges, store.getState().size]).toEqual([1, false, 0]);
  });
});

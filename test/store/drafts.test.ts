import { expect, test } from "vitest";
import { maxGestures } from "../../core/model/maxGestures.ts";
import type { GestureRecord } from "../../core/service/ports/DraftRepository.ts";
import { openTestStore } from "./openTestStore.ts";

function line(seq: number): GestureRecord {
  const operations = [{ op: "addVariable" as const, variable: { name: `v${seq}` } }];
  const base = { gesture: `g${seq}`, client: "w", kind: "edit" as const, label: "add", revision: 0 };
  return { ...base, seq, operations, inverse: [{ op: "patch", changes: [] }] };
}

const state = {
  document: { name: "flow", steps: [{ file: "Log" }, { name: "a" }, { name: "a" }] },
  stepIds: ["x", "y", "z"],
};

test("a line is stored together with the draft, steps without a name keep their ids", async () => {
  const { drafts, applications } = await openTestStore();
  await drafts.commit("flow", { user: "ann", record: line(1), state, changes: 1 });
  expect(applications.findDraft("flow", "ann")).toMatchObject({
    ...state,
    stepIds: { a: "y" },
    stepIdList: ["x", "y", "z"],
  });
  const { operations: _, inverse: _inverse, ...entry } = line(1);
  expect(drafts.list("flow", "ann")).toEqual([entry]);
  expect(drafts.findGesture("flow", "ann", "g1")).toEqual(entry);
  expect(drafts.readAfter("flow", "ann", { after: 0, limit: 5 })).toEqual([line(1)]);
  expect(drafts.list("flow", "bob")).toEqual([]);
  await drafts.commit("flow", { user: "ann", record: line(2), state: undefined, changes: 1 });
  expect(applications.findDraft("flow", "ann")).toBeUndefined();
  expect(drafts.list("flow", "ann").map(({ seq }) => seq)).toEqual([1, 2]);
});

test("the newest gestures are kept, so many and no more", async () => {
  const { drafts } = await openTestStore();
  for (const seq of [1, 2, 3]) await drafts.commit("flow", { user: "ann", record: line(seq), state, changes: 1 });
  await drafts.commit("flow", { user: "ann", record: line(maxGestures + 2), state, changes: 1 });
  expect(drafts.list("flow", "ann").map(({ seq }) => seq)).toEqual([3, maxGestures + 2]);
});

test("a number that is taken is refused, and nothing of it is stored", async () => {
  const { drafts, applications } = await openTestStore();
  await drafts.commit("flow", { user: "ann", record: line(1), state, changes: 1 });
  const other = { document: { name: "flow", steps: [] }, stepIds: [] };
  await expect(drafts.commit("flow", { user: "ann", record: line(1), state: other, changes: 1 })).rejects.toThrow();
  expect(applications.findDraft("flow", "ann")?.document).toEqual(state.document);
});

test("publishing a draft stores the revision, the line and the end of the draft together", async () => {
  const { drafts, applications } = await openTestStore();
  const document = { name: "flow", steps: [{ name: "a" }] };
  await drafts.commit("flow", { user: "ann", record: line(1), state: { document, stepIds: ["y"] }, changes: 1 });
  const publish = { document, author: "ann", comment: "", stepIds: { a: "y" }, expected: 0 };
  const stored = await applications.publish("flow", { ...publish, record: { ...line(2), kind: "publish" } });
  expect(stored).toMatchObject({ revision: 1, stepIds: { a: "y" } });
  expect(applications.findDraft("flow", "ann")).toBeUndefined();
  expect(drafts.list("flow", "ann").at(-1)).toMatchObject({ seq: 2, kind: "publish" });
  await expect(applications.publish("flow", publish)).rejects.toMatchObject({ code: "changed_meanwhile" });
  expect(applications.listRevisions("flow", { limit: 5 })).toMatchObject([{ revision: 1, author: "ann", steps: 1 }]);
});

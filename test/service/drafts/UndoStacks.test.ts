import { expect, test } from "vitest";
import { maxGestures } from "../../../core/model/maxGestures.ts";
import { UndoStacks } from "../../../core/service/drafts/UndoStacks.ts";
import type { GestureKind } from "../../../core/service/ports/DraftRepository.ts";

function stacksOf(...kinds: GestureKind[]): UndoStacks {
  const stacks = new UndoStacks();
  kinds.forEach((kind, index) => {
    stacks.add({ seq: index + 1, client: "w", kind, label: `line ${index + 1}` });
  });
  return stacks;
}

const draft = { isPublished: false, differs: () => true };

test("a new gesture ends what could be redone", () => {
  expect(stacksOf("edit", "edit", "undo").history("w", draft)).toEqual({ undo: "line 1", redo: "line 2", changes: 1 });
  expect(stacksOf("edit", "edit", "undo", "edit").history("w", draft)).toMatchObject({
    undo: "line 4",
    redo: undefined,
  });
});

test("what was silent, published or followed is passed over, and changes count from there", () => {
  expect(stacksOf("edit", "publish", "silent").history("w", draft)).toEqual({
    undo: "line 1",
    redo: undefined,
    changes: 1,
  });
  expect(stacksOf("edit", "edit", "publish", "edit", "edit").history("w", draft).changes).toBe(2);
  expect(stacksOf("edit", "edit", "publish", "undo", "undo").history("w", draft).changes).toBe(2);
  expect(
    stacksOf("edit", "edit", "publish", "undo", "redo").history("w", { isPublished: true, differs: () => true })
      .changes,
  ).toBe(0);
});

test("a gesture that is no longer kept is not offered", () => {
  const stacks = stacksOf("edit");
  stacks.add({ seq: maxGestures, client: "other", kind: "edit", label: "other" });
  expect(stacks.next("w", "undo")?.label).toBe("line 1");
  stacks.add({ seq: maxGestures + 1, client: "other", kind: "edit", label: "other" });
  expect(stacks.next("w", "undo")).toBeUndefined();
});

test("what goes on with a gesture takes its place", () => {
  expect(stacksOf("edit", "edit", "more").next("w", "undo")).toEqual({ seq: 3, first: 2, label: "line 3" });
  expect(stacksOf("edit", "edit", "more", "undo", "redo").history("w", draft)).toMatchObject({ changes: 2 });
  expect(stacksOf("edit", "publish", "more").history("w", draft)).toEqual({
    undo: "line 3",
    redo: undefined,
    changes: 1,
  });
});

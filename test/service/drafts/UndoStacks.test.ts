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

/** The labels of what would be undone and redone next. */
const nextOf = (...kinds: GestureKind[]): (string | undefined)[] => {
  const stacks = stacksOf(...kinds);
  return [stacks.next("w", "undo")?.label, stacks.next("w", "redo")?.label];
};

test("a new gesture ends what could be redone", () => {
  expect(nextOf("edit", "edit", "undo")).toEqual(["line 1", "line 2"]);
  expect(nextOf("edit", "edit", "undo", "edit")).toEqual(["line 4", undefined]);
});

test("what was silent, published or followed is passed over", () => {
  expect(nextOf("edit", "publish", "silent", "follow", "begin")).toEqual(["line 1", undefined]);
  expect(nextOf("edit", "edit", "publish", "undo", "undo")).toEqual([undefined, "line 1"]);
  expect(nextOf("edit", "edit", "publish", "undo", "redo")).toEqual(["line 2", undefined]);
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
  expect(nextOf("edit", "edit", "more", "undo", "redo")).toEqual(["line 3", undefined]);
  expect(nextOf("edit", "publish", "more")).toEqual(["line 3", undefined]);
});

import { expect, test } from "vitest";
import { createRenameMemory, type Rename } from "../../../renderer/state/refactor/createRenameMemory.ts";
import { MemoryStorage } from "../support/MemoryStorage.ts";

const open = (storage: MemoryStorage, application: string) => createRenameMemory({ storage, user: "ann", application });
const named = (to: string) => ({ kind: "class", from: "Old", to }) as const;

test("what was renamed is known after the window was closed, the newest first, and of each application apart", () => {
  const storage = new MemoryStorage();
  const memory = open(storage, "a");
  memory.keep(named("One"));
  memory.keep(named("Two"));
  open(storage, "b").keep(named("Three"));
  expect(open(storage, "a").all()).toEqual([named("Two"), named("One")]);
  expect(open(storage, "b").all()).toEqual([named("Three")]);
  for (let count = 0; count < 20; count += 1) memory.keep(named(`N${count}`));
  expect(memory.all()).toHaveLength(20);
});

test("long code does not fill the room of the browser", () => {
  const storage = new MemoryStorage();
  open(storage, "b").keep(named("One"));
  const memory = open(storage, "a");
  const change = { file: "Mine", before: "x".repeat(150_000), after: "y" };
  for (const to of ["A", "B", "C"]) memory.keep({ kind: "step", step: "s", from: "a", to, changes: [change] });
  expect(storage.getItem("sluice.renames\nann")?.length).toBeLessThan(400_000);
  expect(memory.all().map(({ to }) => to)).toEqual(["C", "B"]);
});

test("what another window renamed is known too, and stays", () => {
  const storage = new MemoryStorage();
  const [one, other] = [open(storage, "a"), open(storage, "a")];
  one.keep(named("One"));
  other.keep(named("Two"));
  one.keep(named("Three"));
  expect(other.all().map(({ to }) => to)).toEqual(["Three", "Two", "One"]);
});

test("each rename is undone once, the newest first, and done again in turn", () => {
  const memory = open(new MemoryStorage(), "a");
  const isMeant = ({ to }: { to: string }): boolean => to === "New";
  const step = (code: string): Rename => ({
    kind: "step",
    step: "s",
    from: "Old",
    to: "New",
    changes: [{ file: "Mine", before: "", after: code }],
  });
  const turn = (way: "undo" | "redo"): string | undefined => {
    const rename = memory.turn(way, isMeant);
    return rename?.kind === "step" ? rename.changes[0]?.after : undefined;
  };
  memory.keep(step("1"));
  memory.keep(named("Else"));
  memory.keep(step("2"));
  expect([turn("redo"), turn("undo"), turn("undo"), turn("undo")]).toEqual([undefined, "2", "1", undefined]);
  expect([turn("redo"), turn("redo"), turn("redo")]).toEqual(["1", "2", undefined]);
  expect(turn("undo")).toBe("2");
  // Done anew, so that nothing is left to be done again.
  memory.keep(step("3"));
  expect([turn("redo"), turn("undo"), turn("undo")]).toEqual([undefined, "3", "1"]);
});

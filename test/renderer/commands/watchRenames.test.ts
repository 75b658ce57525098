import { expect, test } from "vitest";
import { copyClass, editOwnCode, removeUnused } from "../../../renderer/commands/ownCode.ts";
import { perform } from "../../../renderer/commands/perform.ts";
import type { Bench } from "../support/Bench.ts";
import { openBench } from "./openBench.ts";

const rename = (bench: Bench, from: string, to: string): void => {
  const operations = [{ op: "renameStep", step: "id-a", name: to }] as const;
  bench.workbench.renames.during(() => perform(bench.workbench, `Rename ${from}`, operations));
};

async function renamed(): Promise<Bench> {
  const bench = await openBench();
  await bench.classes.create("Mine", 'read("a")');
  rename(bench, "a", "A");
  const change = await editOwnCode(bench.workbench, { file: "Mine", change: () => 'read("A")' });
  bench.workbench.renames.keep({ kind: "step", step: "id-a", from: "a", to: "A", changes: [change] });
  return bench;
}

const codeOf = (bench: Bench, file: string): string | undefined => {
  const own = bench.classes.own.get(file);
  return own?.draft ?? own?.versions.at(-1);
};

test("the code that changed with a name goes back with it, and forth again", async () => {
  const bench = await renamed();
  await bench.run("edit.undo");
  await bench.settle();
  expect([bench.names[0], codeOf(bench, "Mine")]).toEqual(["a", 'read("a")']);
  await bench.run("edit.redo");
  await bench.settle();
  expect([bench.names[0], codeOf(bench, "Mine")]).toEqual(["A", 'read("A")']);
  expect(bench.notices).toEqual([]);
});

test("code that was edited since stays, and that is told; the same rename by hand leaves it alone", async () => {
  const bench = await renamed();
  await editOwnCode(bench.workbench, { file: "Mine", change: () => 'read("A").more' });
  await bench.run("edit.undo");
  await bench.settle();
  expect([bench.names[0], codeOf(bench, "Mine")]).toEqual(["a", 'read("A").more']);
  expect(bench.notices).toEqual(["The code of Mine was edited since the rename, and stays as it is"]);
  rename(bench, "a", "A");
  await bench.settle();
  expect(bench.notices).toHaveLength(1);
});

test("an own class that was renamed is there again under its old name when its steps are", async () => {
  const bench = await openBench();
  const { workbench, classes } = bench;
  await classes.create("Old", "code");
  workbench.document.perform({
    label: "Use",
    operations: [{ op: "setBase", step: "id-a", key: "file", value: "Old" }],
  });
  await copyClass(workbench, { from: "Old", to: "New" });
  const operations = [{ op: "setBase", step: "id-a", key: "file", value: "New" }] as const;
  workbench.renames.during(() => perform(workbench, "Use New", operations));
  workbench.renames.keep({ kind: "class", from: "Old", to: "New" });
  expect(await removeUnused(workbench, "Old")).toEqual([]);
  expect([...classes.own.keys()]).toEqual(["New"]);
  await bench.run("edit.undo");
  await bench.settle();
  expect([bench.flow.byId.get("id-a")?.file, [...classes.own.keys()]]).toEqual(["Old", ["Old"]]);
  await bench.run("edit.redo");
  await bench.settle();
  expect([bench.flow.byId.get("id-a")?.file, [...classes.own.keys()]]).toEqual(["New", ["New"]]);
});

import { expect, test } from "vitest";
import { copyClass, editOwnCode, removeUnused } from "../../../renderer/commands/ownCode.ts";
import { perform } from "../../../renderer/commands/perform.ts";
import { renameInClasses } from "../../../renderer/commands/renameInClasses.ts";
import type { Bench } from "../support/Bench.ts";
import { openBench } from "./openBench.ts";

const rename = (bench: Bench, from: string, to: string): void => {
  const operations = [{ op: "renameStep", step: "id-a", name: to }] as const;
  perform(bench.workbench, `Rename ${from}`, operations);
};

const names = { step: "id-a", from: "a", to: "A" };

async function renamed(): Promise<Bench> {
  const bench = await openBench();
  await bench.classes.create("Mine", 'read("a")');
  rename(bench, "a", "A");
  await renameInClasses(bench.workbench, { ...names, files: ["Mine"] });
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

test("code goes back though the rename is undone before it has changed", async () => {
  const bench = await openBench();
  await bench.classes.create("Mine", 'read("a")');
  let goOn = (): void => undefined;
  const open = bench.classes.open.bind(bench.classes);
  bench.classes.open = async (...given) => {
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    bench.classes.open = open;
    return open(...given);
  };
  rename(bench, "a", "A");
  const renaming = renameInClasses(bench.workbench, { ...names, files: ["Mine"] });
  await bench.run("edit.undo");
  goOn();
  await renaming;
  await bench.settle();
  expect([bench.names[0], codeOf(bench, "Mine")]).toEqual(["a", 'read("a")']);
  await bench.run("edit.redo");
  await bench.settle();
  expect([bench.names[0], codeOf(bench, "Mine")]).toEqual(["A", 'read("A")']);
});

test("code goes back though another class could not be changed, which is told", async () => {
  const bench = await openBench();
  await bench.classes.create("Mine", 'read("a")');
  rename(bench, "a", "A");
  await renameInClasses(bench.workbench, { ...names, files: ["OfFolder", "Mine"] });
  expect(codeOf(bench, "Mine")).toBe('read("A")');
  expect(bench.notices).toEqual([expect.stringContaining("OfFolder")]);
  await bench.run("edit.undo");
  await bench.settle();
  expect(codeOf(bench, "Mine")).toBe('read("a")');
});

test("the same name given again without the code leaves the code alone, in its undo and redo too", async () => {
  const bench = await renamed();
  await bench.run("edit.undo");
  await bench.settle();
  rename(bench, "a", "A");
  await renameInClasses(bench.workbench, { ...names, files: [] });
  for (const way of ["edit.undo", "edit.redo", "edit.undo"] as const) {
    await bench.run(way);
    await bench.settle();
    expect(codeOf(bench, "Mine")).toBe('read("a")');
  }
});

test("what another window renames and takes back, that one follows alone", async () => {
  const bench = await renamed();
  const other = await openBench({ beside: bench });
  await bench.run("edit.undo");
  await bench.settle();
  rename(bench, "a", "A");
  await renameInClasses(bench.workbench, { ...names, files: [] });
  await bench.settle();
  await other.settle();
  expect([other.names[0], codeOf(bench, "Mine")]).toEqual(["A", 'read("a")']);
  // A rename of the other window is not lost to this one's.
  rename(other, "A", "B");
  await renameInClasses(other.workbench, { step: "id-a", from: "A", to: "B", files: [] });
  expect(bench.workbench.renames.all().map(({ to }) => to)).toEqual(["B", "A"]);
  expect([bench.notices, other.notices]).toEqual([[], []]);
});

/** Step a uses the class Old, which becomes New as the dialog does it. */
async function renamedClass(): Promise<Bench> {
  const bench = await openBench();
  const { workbench, classes } = bench;
  await classes.create("Old", "export default class Old {}");
  await workbench.classes.reload();
  perform(workbench, "Use", [{ op: "setBase", step: "id-a", key: "file", value: "Old" }]);
  await copyClass(workbench, { from: "Old", to: "New" });
  const operations = [{ op: "setBase", step: "id-a", key: "file", value: "New" }] as const;
  perform(workbench, "Use New", operations);
  workbench.renames.keep({ kind: "class", from: "Old", to: "New" });
  return bench;
}

const classesOf = (bench: Bench): [string | undefined, string[]] => [
  bench.flow.byId.get("id-a")?.file,
  [...bench.classes.own.keys()],
];

test("an own class that was renamed is there again under its old name when its steps are", async () => {
  const bench = await renamedClass();
  expect(await removeUnused(bench.workbench, "Old")).toEqual([]);
  expect(classesOf(bench)).toEqual(["New", ["New"]]);
  await bench.run("edit.undo");
  await bench.settle();
  expect(classesOf(bench)).toEqual(["Old", ["Old"]]);
  expect(codeOf(bench, "Old")).toBe("export default class Old {}");
  await bench.run("edit.redo");
  await bench.settle();
  expect(classesOf(bench)).toEqual(["New", ["New"]]);
  expect(bench.notices).toEqual([]);
});

test("an old class that others still use stays, and the new one goes when the rename is undone", async () => {
  const bench = await renamedClass();
  expect(classesOf(bench)).toEqual(["New", ["Old", "New"]]);
  await bench.run("edit.undo");
  await bench.settle();
  expect([classesOf(bench), bench.notices]).toEqual([["Old", ["Old"]], []]);
});

test("the draft of a class is renamed with it", async () => {
  const bench = await openBench();
  await bench.classes.create("Old", "export default class Old {}");
  await bench.classes.saveDraft("Old", "export default class Old { run() {} }");
  await copyClass(bench.workbench, { from: "Old", to: "New" });
  expect(codeOf(bench, "New")).toBe("export default class New { run() {} }");
  // It counts as made.
  await copyClass(bench.workbench, { from: "Old", to: "New" });
  await bench.classes.saveDraft("New", "export default class New { stop() {} }");
  await expect(copyClass(bench.workbench, { from: "Old", to: "New" })).rejects.toThrow("with other code");
});

test("nothing is told when somebody else has brought the old class back already", async () => {
  const bench = await renamedClass();
  await removeUnused(bench.workbench, "Old");
  await bench.classes.remove("New");
  await bench.classes.create("Old", "export default class Old {}");
  await bench.run("edit.undo");
  await bench.settle();
  expect([classesOf(bench), bench.notices]).toEqual([["Old", ["Old"]], []]);
});

test("a class that cannot be brought back is told", async () => {
  const bench = await renamedClass();
  await removeUnused(bench.workbench, "Old");
  await bench.classes.remove("New");
  await bench.run("edit.undo");
  await bench.settle();
  expect(bench.notices).toEqual(['There is no step class "New".']);
});

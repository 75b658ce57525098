import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import ListFiles from "../../../../core/steps/files/steps/ListFiles.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

function makeTree() {
  const folder = tempFolder();
  mkdirSync(join(folder, "deep/er"), { recursive: true });
  for (const [index, name] of ["b.csv", "a.csv", "deep/c.csv", "deep/er/d.txt"].entries()) {
    writeFileSync(join(folder, name), "x".repeat(index));
    utimesSync(join(folder, name), 1_000 - index, 1_000 - index);
  }
  return folder;
}

const names = async (params: object) => {
  const { data, error } = await runStep(ListFiles, { params: { folder: makeTree(), ...params } });
  return error?.message ?? (data as { name: string }[]).map(({ name }) => name);
};

it("lists by pattern and order", async () => {
  expect(await names({})).toEqual(["a.csv", "b.csv"]);
  expect(await names({ pattern: "**/*.{csv,txt}" })).toEqual(["a.csv", "b.csv", "c.csv", "d.txt"]);
  expect(await names({ pattern: "**/*.csv", sort: "oldest" })).toEqual(["c.csv", "a.csv", "b.csv"]);
  expect(await names({ pattern: "**/*.csv", sort: "newest", limit: 1 })).toEqual(["b.csv"]);
  expect(await names({ kind: "folders", pattern: "**" })).toEqual(expect.arrayContaining(["deep", "er"]));
  expect(await names({ pattern: "*.pdf" })).toEqual([]);
});

it("says of each where it is, how large and how old", async () => {
  const folder = makeTree();
  const { data } = await runStep(ListFiles, { params: { folder, pattern: "deep/c.csv" } });
  expect(data).toEqual([{ path: join(folder, "deep/c.csv"), name: "c.csv", bytes: 2, modified: new Date(998_000) }]);
});

it("fails for what is no folder", async () => {
  const folder = makeTree();
  const list = async (path: string) => (await runStep(ListFiles, { params: { folder: path } })).error?.message;
  expect(await list(join(folder, "none"))).toBe(`${join(folder, "none")}: there is no such file or folder`);
  expect(await list(join(folder, "a.csv"))).toBe(`${join(folder, "a.csv")} is a file, not a folder`);
});

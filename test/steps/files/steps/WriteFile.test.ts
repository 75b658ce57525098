import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import WriteFile from "../../../../core/steps/files/steps/WriteFile.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const write = (path: string, params: object = {}, input?: unknown) =>
  runStep(WriteFile, { params: { path, ...params }, ...(input === undefined ? {} : { input }) });

it("writes text, bytes and data, and makes the folders", async () => {
  const path = join(tempFolder(), "new/folder", "a.txt");
  expect((await write(path, { content: "å" })).data).toEqual({ path, bytes: 2 });
  expect(readFileSync(path, "utf8")).toBe("å");
  await write(path, {}, new Uint8Array([1, 2]).buffer);
  expect(readFileSync(path)).toEqual(Buffer.from([1, 2]));
  await write(path, {}, [new Map([["a", 1n]])]);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual([{ a: "1" }]);
  expect(readdirSync(join(path, ".."))).toEqual(["a.txt"]);
});

it("adds to a file, or fails when there is one", async () => {
  const path = join(tempFolder(), "a.txt");
  await write(path, { content: "one", mode: "append" });
  await write(path, { content: "two", mode: "append" });
  expect(readFileSync(path, "utf8")).toBe("onetwo");
  expect((await write(path, { content: "x", mode: "fail" })).error?.message).toBe(`${path}: it exists already`);
  expect(readFileSync(path, "utf8")).toBe("onetwo");
});

it("leaves no half file behind when it fails", async () => {
  const folder = tempFolder();
  const path = join(folder, "a folder");
  mkdirSync(path);
  expect((await write(path, { content: "x" })).error?.message).toMatch(/a folder: /);
  expect(readdirSync(folder)).toEqual(["a folder"]);
  expect((await write(join(folder, "none/x"), { content: "x", create_folders: false })).error?.message).toMatch(
    /there is no such file or folder$/,
  );
});

it("fails when there is nothing to write", async () => {
  expect((await write(join(tempFolder(), "a"))).error?.message).toMatch(/^There is nothing to write/);
});

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import MoveFile from "../../../../core/steps/files/steps/MoveFile.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

function setup() {
  const folder = tempFolder();
  writeFileSync(join(folder, "a"), "a");
  writeFileSync(join(folder, "b"), "b");
  return { folder, at: (name: string) => join(folder, name) };
}

it("moves into a folder that it makes, and copies", async () => {
  const { folder, at } = setup();
  const moved = await runStep(MoveFile, { params: { from: at("a"), to: `${at("done")}/` } });
  expect([moved.data, readFileSync(at("done/a"), "utf8")]).toEqual([{ path: at("done/a") }, "a"]);
  await runStep(MoveFile, { params: { from: at("b"), to: at("c"), action: "copy" } });
  expect(readdirSync(folder)).toEqual(["b", "c", "done"]);
});

it("replaces nothing unless asked", async () => {
  const { at } = setup();
  const { error } = await runStep(MoveFile, { params: { from: at("a"), to: at("b") } });
  expect(error?.message).toBe(`${at("b")} exists already; allow overwriting or choose another name`);
  await runStep(MoveFile, { params: { from: at("a"), to: at("b"), overwrite: true } });
  expect(readFileSync(at("b"), "utf8")).toBe("a");
});

it("fails for a missing file", async () => {
  const { at } = setup();
  const { error } = await runStep(MoveFile, { params: { from: at("x"), to: at("y") } });
  expect(error?.message).toBe(`${at("x")}: there is no such file or folder`);
});

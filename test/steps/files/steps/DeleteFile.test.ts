import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import DeleteFile from "../../../../core/steps/files/steps/DeleteFile.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

it("deletes what is there and says what is not", async () => {
  const folder = tempFolder();
  const [there, gone] = [join(folder, "a"), join(folder, "b")];
  writeFileSync(there, "");
  const { data } = await runStep(DeleteFile, { params: { paths: [there, gone] } });
  expect([data, existsSync(there)]).toEqual([{ deleted: [there], missing: [gone] }, false]);
  const { error } = await runStep(DeleteFile, { params: { paths: [gone], must_exist: true } });
  expect(error?.message).toBe(`${gone}: there is no such file or folder`);
});

it("never deletes a folder", async () => {
  const folder = tempFolder();
  const { error } = await runStep(DeleteFile, { params: { paths: [folder] } });
  expect([error?.name, existsSync(folder)]).toEqual(["FileException", true]);
});

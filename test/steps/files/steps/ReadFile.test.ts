import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import ReadFile from "../../../../core/steps/files/steps/ReadFile.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

const read = async (content: string | Buffer, params: object = {}) => {
  const path = join(tempFolder(), "file ä.txt");
  writeFileSync(path, content);
  return { path, ...(await runStep(ReadFile, { params: { path, ...params } })) };
};

it("reads text, JSON, lines and bytes", async () => {
  expect((await read("\uFEFFå\n")).data).toBe("å\n");
  expect((await read('{"a":[1]}', { as: "json" })).data).toEqual({ a: [1] });
  expect((await read("\uFEFFone\r\n\ntwo", { as: "lines" })).data).toEqual(["one", "", "two"]);
  expect((await read(Buffer.from([0, 255]), { as: "bytes" })).data).toEqual(new Uint8Array([0, 255]));
  expect((await read(Buffer.from("å", "latin1"), { encoding: "windows-1252" })).data).toBe("å");
});

it("says what is wrong with a file", async () => {
  const json = await read("{no", { as: "json" });
  expect(json.error?.message).toMatch(new RegExp(`^${json.path} is no JSON: `));
  const text = await read(Buffer.from([255]));
  expect(text.error?.message).toBe(`${text.path}: the bytes are no utf-8; choose another encoding`);
  const folder = tempFolder();
  expect((await runStep(ReadFile, { params: { path: folder } })).error?.message).toBe(`${folder}: it is a folder`);
});

it("fails for a missing file, or saves nothing", async () => {
  const path = join(tempFolder(), "none");
  for (const as of ["text", "lines"]) {
    const { error } = await runStep(ReadFile, { params: { path, as } });
    expect(error).toMatchObject({ name: "FileException", message: `${path}: there is no such file or folder` });
    expect(await runStep(ReadFile, { params: { path, as, optional: true } })).toMatchObject({
      data: undefined,
      error: undefined,
    });
  }
});

it("takes no relative path", async () => {
  const { error } = await runStep(ReadFile, { params: { path: "a.txt" } });
  expect(error?.message).toBe('"a.txt" is no absolute path; write where it begins, such as /data/a.txt or ~/a.txt');
});

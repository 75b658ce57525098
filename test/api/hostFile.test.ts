import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHostFile, removeHostFile, socketPathOf, writeHostFile } from "../../core/api/hostFile.ts";
import { tempFolder } from "../support/tempFolder.ts";

test("the file of a host is for this user only, and gone when it is removed", () => {
  const folder = tempFolder();
  expect(readHostFile(folder)).toBeUndefined();
  const host = { pid: 7, token: "secret", socket: join(folder, "s.sock") };
  writeHostFile(folder, host);
  expect(readHostFile(folder)).toEqual(host);
  expect(statSync(join(folder, "host.json")).mode & 0o777).toBe(0o600);
  removeHostFile(folder);
  expect(readHostFile(folder)).toBeUndefined();
});

test("a damaged file counts as none", () => {
  const folder = tempFolder();
  for (const text of ["", "{", '{"pid":"x"}']) {
    writeFileSync(join(folder, "host.json"), text);
    expect(readHostFile(folder)).toBeUndefined();
  }
});

test("the socket of a data folder is short however long its path is, and its own", () => {
  const long = join("/", ...Array.from({ length: 40 }, () => "folder"));
  expect(socketPathOf(long).length).toBeLessThan(100);
  expect(socketPathOf(long)).not.toBe(socketPathOf(`${long}2`));
  expect(socketPathOf(".")).toBe(socketPathOf(process.cwd()));
});

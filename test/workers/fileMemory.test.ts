import { renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FileMemory } from "../../core/workers/FileMemory.ts";
import { tempFolder } from "../support/tempFolder.ts";

const hour = 3_600_000;

/** A file and a memory that took it in long after it was last changed. */
function keepFile() {
  const path = join(tempFolder(), "Step.ts");
  writeFileSync(path, "one");
  const memory = new FileMemory<string>();
  memory.keep("step", "made of one", { paths: [path], readAt: Date.now() + hour });
  return { path, memory };
}

test("gives back what was made while its files stay as they were", () => {
  const { memory } = keepFile();
  expect(memory.find("step")).toBe("made of one");
  expect(memory.find("another")).toBeUndefined();
});

test("forgets it when a file is written, of the same size and with its time set back", () => {
  const { path, memory } = keepFile();
  const then = new Date(2020, 1);
  utimesSync(path, then, then);
  memory.keep("step", "made of one", { paths: [path], readAt: Date.now() + hour });
  writeFileSync(path, "two");
  utimesSync(path, then, then);
  expect(memory.find("step")).toBeUndefined();
});

test("forgets it when a file is replaced or gone", () => {
  const { path, memory } = keepFile();
  writeFileSync(`${path}.new`, "one");
  renameSync(`${path}.new`, path);
  expect(memory.find("step")).toBeUndefined();
  memory.keep("step", "made of one", { paths: [path], readAt: Date.now() + hour });
  rmSync(path);
  expect(memory.find("step")).toBeUndefined();
});

test("keeps nothing of files that changed when they were read, or are not there", () => {
  const { path } = keepFile();
  const memory = new FileMemory<string>();
  memory.keep("fresh", "perhaps half written", { paths: [path], readAt: Date.now() });
  memory.keep("gone", "nothing", { paths: [`${path}.gone`], readAt: Date.now() + hour });
  expect([memory.find("fresh"), memory.find("gone")]).toEqual([undefined, undefined]);
});

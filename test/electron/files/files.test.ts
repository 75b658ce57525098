import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { HandedFiles, readDocumentPaths } from "../../../electron/files/HandedFiles.ts";
import { PersonFiles } from "../../../electron/files/PersonFiles.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice files "));
const flow = join(folder, "flow.json");
writeFileSync(flow, '{"name":"flow"}');
afterAll(() => rmSync(folder, { recursive: true }));

test("a command line names documents by their ending, against the folder it was given in", () => {
  const argv = [".", "--config=a.json", "flow.json", "/x/B.JSON", "sluice://runs", "notes.txt"];
  expect(readDocumentPaths(argv, folder)).toEqual([flow, "/x/B.JSON"]);
});

test("handed files are taken once; one that cannot be read is told and leaves the others", async () => {
  const refused: string[] = [];
  const handed = new HandedFiles((path) => refused.push(path));
  handed.add([join(folder, "gone.json"), flow]);
  const taken = await handed.take();
  expect(taken.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ["flow.json", '{"name":"flow"}'],
  ]);
  expect(refused).toEqual([join(folder, "gone.json")]);
  expect(await handed.take()).toEqual([]);
});

function openBench(answers: { open?: string[]; save?: string }) {
  const begins: unknown[] = [];
  const shown: string[] = [];
  const files = new PersonFiles({
    dialog: {
      showOpenDialog: async (options: Electron.OpenDialogOptions) => {
        begins.push(options.defaultPath);
        return { canceled: answers.open === undefined, filePaths: answers.open ?? [] };
      },
      showSaveDialog: async (options: Electron.SaveDialogOptions) => {
        begins.push(options.defaultPath);
        return { canceled: answers.save === undefined, filePath: answers.save ?? "" };
      },
      showErrorBox: (title: string) => void shown.push(title),
    } as unknown as Electron.Dialog,
    shell: { showItemInFolder: (path) => void shown.push(path) },
    folder: () => "/home",
  });
  return { files, begins, shown };
}

test("opened files come with their bytes, and the next dialog begins where the last one ended", async () => {
  const { files, begins, shown } = openBench({ open: [flow, join(folder, "gone.ts")] });
  expect((await files.open()).map(({ name }) => name)).toEqual(["flow.json"]);
  expect(shown).toEqual([`${join(folder, "gone.ts")} could not be read`]);
  await files.open();
  expect(begins).toEqual(["/home", folder]);
});

test("a saved file is there and can be shown; a cancelled one is not written", async () => {
  const path = join(folder, "saved.json");
  const { files, shown } = openBench({ save: path });
  expect(await files.save({ name: "a.json", bytes: new Uint8Array([65]) })).toBe(path);
  expect(readFileSync(path, "utf8")).toBe("A");
  files.show(path);
  expect(shown).toEqual([path]);
  expect(() => files.show(flow)).toThrow("just saved");
  expect(await openBench({}).files.save({ name: "a.json", bytes: new Uint8Array() })).toBeUndefined();
});

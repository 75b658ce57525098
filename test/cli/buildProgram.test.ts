import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { buildProgram } from "../../core/cli/bin/buildProgram.mjs";
import { findProgram, stampSources } from "../../core/cli/bin/findProgram.mjs";
import { tempFolder } from "../support/tempFolder.ts";
import { bin, Sluice } from "./Sluice.ts";

// Names each module of the project on the error output.
const nameModules = `import { registerHooks } from "node:module";
registerHooks({ load(url, context, next) { if (url.includes("/core/")) console.error(url); return next(url, context); } });`;

test("the program is bundled once for the same sources, and the command line starts from the bundle", async () => {
  await buildProgram();
  expect(await buildProgram()).toBe(false);
  const program = findProgram();
  expect(program).toMatch(/core\/program-[0-9a-f]{16}\/sluice\.mjs$/);
  const hook = `--import=data:text/javascript,${encodeURIComponent(nameModules)}`;
  const { stdout, stderr, status } = spawnSync(process.execPath, [hook, bin, "--version"], { encoding: "utf8" });
  expect({ stdout, status }).toEqual({ stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), status: 0 });
  const modules = stderr.split("\n").filter((line) => line.startsWith("file:"));
  const bundle = pathToFileURL(dirname(String(program))).href;
  const bundled = modules.filter((url) => url.startsWith(bundle));
  expect(bundled.length).toBeGreaterThan(0);
  expect(modules.filter((url) => !bundled.includes(url) && !url.includes("/core/cli/bin/"))).toEqual([]);
});

test("a source that is changed, added or gone makes another stamp; a bundle and a step class do not", () => {
  const project = tempFolder();
  const write = (path: string, text: string, seconds = 1): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
    utimesSync(join(project, path), seconds, seconds);
  };
  write("package-lock.json", "{}");
  write("core/cli/main.ts", "one");
  const first = stampSources(project);
  write("core/program-abc/sluice.mjs", "bundle");
  write("core/steps/base/Log.ts", "step");
  expect(stampSources(project)).toBe(first);
  write("core/cli/main.ts", "two", 2);
  const second = stampSources(project);
  expect(second).not.toBe(first);
  write("core/cli/more.ts", "more");
  expect(stampSources(project)).not.toBe(second);
});

test("step code finds the program's files from the SDK as it does without the bundle", async () => {
  await buildProgram();
  const sluice = new Sluice();
  const code =
    'export default async () => (await import("node:fs")).existsSync(new URL("../../assets/examples/showcase.json", import.meta.resolve("sluice")));';
  const document = { name: "where", app_variables: [], steps: [{ name: "Look", file: "Script", code }] };
  const result = `${sluice.folder}/result.json`;
  const ended = await sluice.run(["run", sluice.write("where.json", document), "--result", result]);
  expect(ended).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(result, "utf8"))).toMatchObject({ steps: [{ name: "Look", data: true }] });
});

import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as sluice from "sluice";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
const run = promisify(execFile);

/** The ```ts blocks of the doc comments in a file. */
function readExamples(source: string): string[] {
  const blocks = source.matchAll(/^ *\* ```ts\n(.*?)^ *\* ```$/gms);
  return [...blocks].map(([, block = ""]) => block.replaceAll(/^ *\* ?/gm, ""));
}

async function readSdk(): Promise<string[]> {
  const sdk = join(root, "core", "sdk");
  const files = (await readdir(sdk)).filter((name) => name.endsWith(".ts")).map((name) => join(sdk, name));
  files.push(join(root, "core/base/StepException.ts"), join(root, "core/base/UnresolvedVariableException.ts"));
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return sources.flatMap(readExamples);
}

let folder: string;
let examples: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sluice-examples-"));
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  examples = await readSdk();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the type checker says about some modules, as one text; empty = nothing. */
async function typeCheck(name: string, modules: string[]): Promise<string> {
  const files = await Promise.all(
    modules.map(async (text, index) => {
      const file = join(folder, `${name}${index}.ts`);
      await writeFile(file, text);
      return file;
    }),
  );
  const project = join(folder, `${name}.json`);
  const compilerOptions = {
    paths: { sluice: [join(root, "core/sdk/index.ts")] },
    typeRoots: [join(root, "node_modules/@types")],
    types: ["node"],
    lib: ["ES2024", "ESNext.Disposable"],
  };
  await writeFile(
    project,
    JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, files, references: [] }),
  );
  const { stdout } = await run(process.execPath, [tsc, "-p", project]).catch((error: { stdout: string }) => error);
  return stdout;
}

describe("the examples in the SDK's doc comments", () => {
  test("pass the type checker", async () => {
    expect(examples.length).toBeGreaterThan(30);
    expect(await typeCheck("example", examples)).toBe("");
  }, 60_000);

  test("would not pass if they were wrong", async () => {
    const wrong = 'import { BaseStep } from "sluice";\nexport default class X extends BaseStep {}\n';
    expect(await typeCheck("wrong", [wrong])).toContain("wrong0.ts(2,22)");
  }, 60_000);

  test.each(Object.keys(sluice))("show how to use %s", (name) => {
    const imports = examples.map((example) => /import \{([^}]*)\} from "sluice"/.exec(example)?.[1] ?? "");
    expect(imports.some((names) => names.split(",").some((imported) => imported.trim() === name))).toBe(true);
  });
});

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { declarePackages, nodeGlobals } from "../../../renderer/code/types/declarePackages.ts";
import { describeScriptWorld, frameOf } from "../../../renderer/code/types/describeWorld.ts";
import { withoutImpliedAny } from "../../../renderer/code/types/judgeDiagnostics.ts";
import { listSdkFiles } from "../../../renderer/code/types/listSdkFiles.ts";

const pathOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

interface Script {
  /** Where it stands. */
  of: string;
  code: string;
  byStep: boolean;
}

/** The scripts that come with the program. */
const scripts = ["examples", "templates"].flatMap((folder) =>
  readdirSync(pathOf(`assets/${folder}`))
    .filter((file) => file.endsWith(".json"))
    .flatMap((file): Script[] => {
      const { steps } = JSON.parse(readFileSync(pathOf(`assets/${folder}/${file}`), "utf8"));
      return (steps as Record<string, string>[])
        .filter((step) => step.file === "Script")
        .map(({ name, code = "", input }) => ({ of: `${file}, ${name}`, code, byStep: input === "by_step" }));
    }),
);

/** What the code editor would mark in scripts of which no step has run yet, as the compiler says it. */
async function check(given: readonly Script[], byStep: boolean): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-scripts-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const world = describeScriptWorld({ producers: [], byStep });
  const options = {
    ...{ target: "esnext", module: "esnext", moduleResolution: "bundler", moduleDetection: "force", strict: true },
    ...{ noEmit: true, allowImportingTsExtensions: true, types: [], lib: ["esnext", "dom", "dom.iterable"] },
  };
  const framed = given.map(({ code }, at): [string, string] => {
    const { before, after } = frameOf(code, world);
    return [`script${at}.ts`, `${before}${code}${after}`];
  });
  const files = {
    "tsconfig.json": JSON.stringify({ compilerOptions: options, include: ["**/*"] }),
    ...Object.fromEntries(framed),
    "node.d.ts": nodeGlobals,
    "packages.d.ts": declarePackages(given.map(({ code }) => code).join("\n")),
    "globals.d.ts": world.globals?.known ?? "",
    ...listSdkFiles(""),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const tsc = pathOf("node_modules/typescript/bin/tsc");
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [tsc, "--pretty", "false"], { cwd: folder }, (_error, stdout) => resolve(stdout));
  });
  const found = [...output.matchAll(/^script(\d+)\.ts\((\d+),\d+\): error TS(\d+): (.*)$/gm)];
  const marks = found.map(([, at, line, code, messageText = ""]) => ({
    of: `${given[Number(at)]?.of}, line ${line}: ${messageText}`,
    code: Number(code),
    messageText,
  }));
  return withoutImpliedAny(marks).map(({ of }) => of);
}

test("no script that comes with the program is marked in the code editor", async () => {
  expect(scripts.length).toBeGreaterThan(50);
  for (const byStep of [false, true]) {
    const given = scripts.filter((script) => script.byStep === byStep);
    expect(await check(given, byStep)).toEqual([]);
    // It would find something.
    const wrong = { of: "wrong", code: "export default function (input, step) {\n  return nothing;\n}\n", byStep };
    expect(await check([wrong], byStep)).toEqual(["wrong, line 2: Cannot find name 'nothing'."]);
  }
}, 120_000);

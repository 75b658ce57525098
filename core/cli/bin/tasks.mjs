// The tasks behind the scripts of package.json. Everything is installed and this Node is the right one.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { suites, worlds } from "../../../test/suites.mjs";
import { buildPreload } from "./buildPreload.mjs";
import { buildProgram } from "./buildProgram.mjs";
import { buildUi } from "./buildUi.mjs";
import { findDesktop } from "./findDesktop.mjs";
import { projectFolder, runForwarding } from "./findNode.mjs";
import { installChromium } from "./installChromium.mjs";
import { installServers } from "./installServers.mjs";
import { makePackage } from "./package/makePackage.mjs";
import { showcases } from "./showcases.mjs";
import { verifyDesktop } from "./verifyDesktop.mjs";

const binFolder = join(projectFolder, "node_modules", ".bin");
const sluice = fileURLToPath(new URL("./sluice.mjs", import.meta.url));
/** What the window of the desktop loads. */
const preload = join(projectFolder, "electron", "dist", "preload.cjs");

/** Runs one task and resolves with the exit code. */
export async function runTask(task, args) {
  const tasks = {
    start,
    test,
    check,
    "test:unit": testUnit,
    "test:kill": testKill,
    "test:e2e": testE2e,
    "build:ui": build,
    package: makeInstallers,
    pictures: takePictures,
    "verify:electron": verifyElectron,
    bench,
    "bench:ui": benchUi,
  };
  if (!Object.hasOwn(tasks, task)) {
    process.stderr.write(`sluice: no task "${task}". There are: ${Object.keys(tasks).join(", ")}.\n`);
    return 2;
  }
  return tasks[task](args);
}

/** The editor in its window; in the browser where there is no window, or where an option of `serve` asks for an address. */
async function start(args) {
  const code = await build();
  if (code !== 0) return code;
  if (await isNew(args)) await run([sluice, "import", ...showcases, ...folderOf(args)]);
  if (args.length > 0) return run([sluice, "serve", "--open", ...args]);
  const { command, reason } = findDesktop();
  if (command !== undefined) {
    await buildPreload(preload);
    return runForwarding(command, [projectFolder], { cwd: projectFolder });
  }
  process.stdout.write(`No desktop window: ${reason}. The editor opens in the browser instead.\n`);
  return run([sluice, "serve", "--open"]);
}

/** Whether there is no data folder yet: then the showcases are its first applications. */
async function isNew(args) {
  // The same rule as `sluice serve` has; loaded here, as no other task needs it.
  const { dataFolderOf } = await import("../dataFolderOf.ts");
  const [, dataDir] = folderOf(args);
  return !existsSync(join(dataFolderOf({ dataDir }), "sluice.db"));
}

/** The option that names the data folder, of those of `serve`. */
function folderOf(args) {
  const at = args.indexOf("--data-dir");
  return at === -1 ? [] : args.slice(at, at + 2);
}

async function build() {
  const outDir = join(projectFolder, "renderer", "dist");
  await bundleProgram();
  try {
    if (await buildUi({ page: join(projectFolder, "renderer"), outDir })) {
      process.stdout.write("Built the editor.\n");
      // Compiles and reads the classes of the packs, which the first start would do else while somebody waits.
      spawnSync(process.execPath, [sluice, "step", "list", "--json"], { stdio: "ignore" });
    }
    return 0;
  } catch (error) {
    process.stderr.write(`sluice: the program could not be built: ${error.message}\n`);
    return 1;
  }
}

/** Without its bundle the program starts from its sources, only later. */
async function bundleProgram() {
  try {
    await buildProgram();
  } catch (error) {
    process.stderr.write(`sluice: the command line could not be bundled: ${error.message}\n`);
  }
}

async function test() {
  const results = [];
  results.push(await measure("check", check));
  await bundleProgram();
  await installServers();
  for (const suite of suites) results.push(await measure(suite.name, () => runSuite(suite, [])));
  results.push(await measure("editor in Chromium", () => testE2e([])));
  results.push(await measure("kill test, 50 runs", () => testKill(["--runs", "50"])));
  // A busy machine must not refuse a change: here the figures are printed, `npm run bench` judges them.
  if (process.env.CI) results.push(await measure("bench, short", () => bench(["--short", "--report"])));
  return report(results);
}

async function testUnit(args) {
  if (args.length > 0) return run([tool("vitest"), "run", "--config", "test/vitest.config.ts", ...args]);
  const results = [];
  for (const suite of suites) results.push(await measure(suite.name, () => runSuite(suite, args)));
  return report(results);
}

async function check() {
  const missing = foldersWithoutSuite();
  if (missing.length > 0) {
    process.stderr.write(`test/suites.mjs names no suite for: ${missing.join(", ")}\n`);
    return 1;
  }
  const results = [];
  for (const world of worlds.filter(hasSources)) {
    results.push(await measure(`types of ${world}`, () => run([tool("tsc"), "--noEmit", "-p", world])));
  }
  results.push(await measure("lint and format", () => run([tool("biome"), "check", "."])));
  results.push(
    await measure("architecture", () => runSuite({ name: "architecture", folders: ["test/architecture"] }, [])),
  );
  return report(results);
}

async function testKill(args) {
  await bundleProgram();
  return run(["test/kill/run.ts", ...args]);
}

/** The editor in a real Chromium. Without one, and no right to install it, this says so and is no failure. */
async function testE2e(args) {
  if (!(await installChromium())) {
    process.stdout.write("SKIPPED: there is no Chromium. Install one and name it in SLUICE_CHROMIUM.\n");
    return 0;
  }
  // Once, before files that run side by side all want it.
  const code = await build();
  if (code !== 0) return code;
  return run([tool("playwright"), "test", "--config", "test/e2e/playwright.config.ts", ...args]);
}

/** The desktop program on a real Electron, which machines without network lack: SKIPPED is neither passed nor failed. */
function verifyElectron(args) {
  const xvfb = ["-a", process.execPath];
  return verifyDesktop({
    platform: process.platform,
    env: process.env,
    find: (env) => findDesktop({ env }),
    hasXvfb: () => spawnSync("xvfb-run", ["--help"]).error === undefined,
    write: (text) => process.stdout.write(text),
    async run({ isBlind }) {
      const code = await build();
      if (code !== 0) return code;
      await buildPreload(preload);
      const suite = [tool("playwright"), "test", "--config", "test/desktop/playwright.config.ts", ...args];
      return isBlind ? runForwarding("xvfb-run", [...xvfb, ...suite], { cwd: projectFolder }) : run(suite);
    },
  });
}

/** The installers of this system, in `dist`; with `--dir` the program as a folder. */
async function makeInstallers(args) {
  const code = await build();
  if (code !== 0) return code;
  const output = join(projectFolder, "dist");
  try {
    await makePackage({ output, onlyFolder: args.includes("--dir") });
    process.stdout.write(`Packaged in ${output}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(
      `sluice: the package could not be made: ${error.message}\nWithout network, ELECTRON_OVERRIDE_DIST_PATH may name a distribution of Electron, and \`npm run package -- --dir\` needs no other tools.\n`,
    );
    return 1;
  }
}

async function bench(args) {
  await bundleProgram();
  return run(["test/bench/run.ts", ...args]);
}

/** The pictures of the README, taken from the program itself. */
async function takePictures(args) {
  if (!(await installChromium())) {
    process.stderr.write("sluice: there is no Chromium. Install one and name it in SLUICE_CHROMIUM.\n");
    return 1;
  }
  const code = await build();
  return code === 0 ? run(["test/pictures/run.ts", ...args]) : code;
}

/** The editor's speed in a real Chromium, over a build of its own sources. */
async function benchUi(args) {
  if (!(await installChromium())) {
    process.stderr.write("sluice: there is no Chromium. Install one and name it in SLUICE_CHROMIUM.\n");
    return 1;
  }
  const code = await build();
  return code === 0 ? run(["test/bench-ui/run.ts", ...args]) : code;
}

function runSuite(suite, args) {
  // vitest takes a path as the beginning of one: without the slash test/cli would mean test/client as well.
  const paths = suite.folders.map((path) => (path.endsWith(".ts") ? path : `${path}/`));
  return run([tool("vitest"), "run", "--config", "test/vitest.config.ts", ...paths, ...args]);
}

/** Every child finds this same Node and the tools of the project first, whatever the shell's PATH says, and none takes itself for the child of a front process. */
function run(args) {
  const { SLUICE_REEXEC: _, ...env } = process.env;
  const path = [join(process.execPath, ".."), binFolder, env.PATH].join(delimiter);
  const onOutput = process.stdout.isTTY ? undefined : keepOutput;
  return runForwarding(process.execPath, args, { cwd: projectFolder, env: { ...env, PATH: path }, onOutput });
}

/** The end of what the suite under way printed, in a log that nobody can scroll. */
let lastOutput = "";
const longestEnd = 4_000;

function keepOutput(chunk) {
  lastOutput = (lastOutput + chunk).slice(-longestEnd);
}

const scripts = {
  vitest: "vitest/vitest.mjs",
  tsc: "typescript/bin/tsc",
  biome: "@biomejs/biome/bin/biome",
  playwright: "@playwright/test/cli.js",
};

function tool(name) {
  return join(projectFolder, "node_modules", scripts[name]);
}

async function measure(name, work) {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  lastOutput = "";
  const code = await work();
  return { name, code, seconds: (performance.now() - started) / 1000, end: lastOutput };
}

/** Times of all, and what had to be tried again; how those ended that failed comes last, where a log that was cut still shows it. */
function report(results) {
  const failed = results.filter(({ code }) => code !== 0);
  const times = results.map(
    ({ name, code, seconds }) => `${code === 0 ? "ok  " : "FAIL"} ${seconds.toFixed(1).padStart(7)} s  ${name}\n`,
  );
  const ends = failed.filter(({ end }) => end !== "").map(({ name, end }) => `\n== the end of ${name}\n${end}\n`);
  const again = results.flatMap(({ end }) => end.match(/^tried again: .*\n/gm) ?? []);
  const text = `\n${times.join("")}${again.join("")}${ends.join("")}`;
  process.stdout.write(text);
  keepOutput(text);
  return failed.length > 0 ? 1 : 0;
}

/** The project files of empty worlds exist before their first source; the compiler calls that an error. */
function hasSources(world) {
  const folder = join(projectFolder, world.endsWith(".json") ? join(world, "..") : world);
  return readdirSync(folder, { recursive: true }).some((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));
}

/** A test folder that no suite names would never run. */
function foldersWithoutSuite() {
  const named = [...suites.flatMap((suite) => suite.folders), "test/architecture", "test/e2e"];
  return readdirSync(join(projectFolder, "test"), { recursive: true })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => relative(".", join("test", name)).split("\\").join("/"))
    .filter((path) => !named.some((folder) => path.startsWith(`${folder}/`) || path === folder))
    .filter((path) => existsSync(join(projectFolder, path)));
}

import { execFileSync, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { extractAll, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildUi } from "../../core/cli/bin/buildUi.mjs";
import { makePackage } from "../../core/cli/bin/package/makePackage.mjs";

/** A package may not grow beyond this without anyone noticing, MB; the distribution of Electron comes on top. */
const largestMb = 85;

const projectFolder = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sluice package "));
const output = join(folder, "out");
const program = join(output, "linux-unpacked");
const archive = join(program, "resources", "app.asar");
const host = join(program, "resources", "host");
let hostFiles: string[] = [];

/** What electron-builder needs of a distribution of Electron: its files, and the place in the binary that says what it may do. */
function writeDistribution(place: string): string {
  mkdirSync(join(place, "resources"), { recursive: true });
  mkdirSync(join(place, "locales"));
  const fuses = Buffer.concat([
    Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
    Buffer.from([1, 9]),
    Buffer.from("000000000"),
  ]);
  writeFileSync(join(place, "electron"), Buffer.concat([Buffer.from("#!/bin/sh\nexit 0\n# "), fuses]), { mode: 0o755 });
  for (const name of ["LICENSE", "LICENSES.chromium.html"]) writeFileSync(join(place, name), "");
  writeFileSync(join(place, "version"), "45.4.1");
  return place;
}

beforeAll(async () => {
  await buildUi({ page: join(projectFolder, "renderer"), outDir: join(projectFolder, "renderer", "dist") });
  const electronDist = writeDistribution(join(folder, "electron"));
  await makePackage({ output, onlyFolder: true, electronDist, updateUrl: "https://updates.example.org/sluice" });
  hostFiles = readdirSync(host, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(host.length + 1)
        .replaceAll("\\", "/"),
    );
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

test("the archive holds the bundled shell, its preload and the symbols, and no package", () => {
  const files = listPackage(archive, { isPack: false }).filter((path) => /\.\w+$/.test(path));
  expect(files.sort()).toEqual([
    "/core/program/main.mjs",
    "/electron/assets/tray.png",
    "/electron/assets/tray@2x.png",
    "/electron/dist/preload.cjs",
    "/package.json",
  ]);
});

test("the bundled shell asks for Electron and Node alone, and its entry is what Electron starts", () => {
  const unpacked = join(folder, "app");
  extractAll(archive, unpacked);
  const { main } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8")) as { main: string };
  const code = readFileSync(join(unpacked, main), "utf8");
  const imported = [...code.matchAll(/\b(?:import|export)\b[\w\s{},*$]*from\s*"([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
  expect(imported).toContain("electron");
  expect(imported.filter((name) => name !== "electron" && !/^(?:node:|[a-z/]+$)/.test(name))).toEqual([]);
});

test("a package that was told where newer versions are looks there, and the shell brings what asks for them", () => {
  const place = readFileSync(join(host, "..", "app-update.yml"), "utf8");
  expect(place).toMatch(/provider: generic\nurl: https:\/\/updates\.example\.org\/sluice\n/);
  expect(readFileSync(join(folder, "app", "core/program/main.mjs"), "utf8")).toContain("electron-updater");
});

test("editor, host, worker, threads, steps and examples lie beside the archive as files", () => {
  expect(hostFiles).toEqual(
    expect.arrayContaining([
      ...["renderer/dist/index.html", "core/cli/bin/sluice.mjs", "LICENSE", "package.json"],
      ...["sluice", "worker", "sdk", "writerThread", "backupThread"].map((name) => `core/program/${name}.mjs`),
      ...["core/steps/base/meta.json", "core/steps/base/steps/QueryREST.ts", "assets/examples/showcase.json"],
    ]),
  );
});

test("the packaged command line begins where its Node is known to be the right one", () => {
  const code = readFileSync(join(host, "core/program/sluice.mjs"), "utf8");
  const entry = readFileSync(join(projectFolder, "core/cli/bin/packaged.mjs"), "utf8");
  expect(entry).toMatch(/await main\(process\.argv\.slice\(2\)\)/);
  expect(code).toMatch(/await main\([\w.]*\.argv\.slice\(2\)\)/);
  expect(code).not.toContain("findBundledNode");
});

test("one native module comes along, that of the database for this system, and one binary of the compiler", () => {
  const native = hostFiles.filter((path) => path.endsWith(".node"));
  expect(native).toEqual([`node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`]);
  const compilers = hostFiles.filter((path) => /esbuild.*bin\/esbuild$/.test(path));
  expect(compilers).toEqual([`node_modules/@esbuild/${process.platform}-${process.arch}/bin/esbuild`]);
});

test("no development dependency, nothing that the editor was built from, and no source of a test comes along", () => {
  const lock = JSON.parse(readFileSync(join(projectFolder, "package-lock.json"), "utf8")) as {
    packages: Record<string, { dev?: boolean }>;
  };
  const packages = new Set(
    hostFiles.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  expect(packages.size).toBeGreaterThan(20);
  expect([...packages].filter((path) => lock.packages[path]?.dev === true)).toEqual([]);
  expect([...packages].filter((path) => /react|mantine|monaco|xyflow|vite|lucide|electron/.test(path))).toEqual([]);
  expect(hostFiles.filter((path) => /\.(?:test|spec)\.[cm]?[jt]s$|^(?:test|renderer\/(?!dist))/.test(path))).toEqual(
    [],
  );
  expect(hostFiles.filter((path) => /^core\/(?!steps\/).*\.ts$/.test(path))).toEqual([]);
});

test("the drivers come along with all that they load", async () => {
  const require = createRequire(join(host, "core", "steps", "x.js"));
  expect(require("tedious")).toMatchObject({ Connection: expect.any(Function) });
  expect(require("mongodb")).toMatchObject({ MongoClient: expect.any(Function) });
  expect(require("@redis/client")).toMatchObject({ createClient: expect.any(Function) });
});

test("its size is what it should be", () => {
  const bytes = [archive, ...hostFiles.map((path) => join(host, path))].reduce(
    (sum, path) => sum + statSync(path).size,
    0,
  );
  const mb = bytes / 1_000_000;
  process.stdout.write(`The package without Electron: ${mb.toFixed(1)} MB in ${hostFiles.length + 1} files\n`);
  expect(mb).toBeLessThan(largestMb);
});

test("the program may do what it needs and no more", async () => {
  // As characters in the binary: "1" and "0".
  const [on, off] = [49, 48];
  const wire = await getCurrentFuseWire(join(program, "sluice"));
  expect(wire[FuseV1Options.RunAsNode]).toBe(on);
  expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
  expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(on);
  expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
  expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off);
  expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off);
});

test("the packaged command line compiles steps and runs the showcase", () => {
  const data = join(folder, "data of runs");
  const sluice = join(host, "core", "cli", "bin", "sluice.mjs");
  const showcase = join(host, "assets", "examples", "showcase.json");
  const args = [sluice, "run", showcase, "--param", "city=Oslo", "--data-dir", data];
  const out = execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  expect(out).toMatch(/Run succeeded/);
}, 60_000);

test("the packaged host answers, serves the editor and runs what it is asked for", async () => {
  const data = join(folder, "data of host");
  const sluice = join(host, "core", "cli", "bin", "sluice.mjs");
  const showcase = join(host, "assets", "examples", "showcase.json");
  execFileSync(process.execPath, [sluice, "import", showcase, "--data-dir", data], { cwd: folder });
  const child = spawn(process.execPath, [sluice, "serve", "--port", "0", "--json", "--data-dir", data], {
    cwd: folder,
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let complaints = "";
      child.stderr.on("data", (chunk) => {
        complaints += chunk;
      });
      child.once("exit", (code) => reject(new Error(`The host ended with ${code}: ${complaints}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        const address = /"url":"([^"]+)"/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    });
    const ask = async (path: string): Promise<string> => {
      const answer = await fetch(`${url}${path}`);
      const text = await answer.text();
      expect(answer.status, text).toBe(200);
      return text;
    };
    await ask("/healthz");
    const page = await ask("/");
    const script = /src="(?:\.?\/)?([^"]+\.js)"/.exec(page)?.[1] ?? "";
    expect(existsSync(join(host, "renderer", "dist", script))).toBe(true);
    const token = readFileSync(join(data, "first.token"), "utf8").trim();
    const answer = await fetch(`${url}/api/v1/applications/run?wait=30`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ name: "showcase", params: { city: "Oslo" } }),
    });
    const run = await answer.json();
    expect(run).toMatchObject({ state: "SUCCESS" });
  } finally {
    child.kill();
  }
}, 60_000);

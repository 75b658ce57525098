import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createPackArchives } from "../../../core/packs/archive/createPackArchives.ts";
import { buildPack } from "../../../core/packs/build/buildPack.ts";
import { writeNewPack } from "../../../core/packs/build/writeNewPack.ts";
import { buildPackFolder } from "../../../core/packTasks.ts";
import { bundlePackStep } from "../../../core/workers/bundlePackStep.ts";
import { createWorkerPool } from "../../../core/workers/createWorkerPool.ts";
import { packsFolder } from "../../steps/packs.ts";
import { patientClock } from "../../support/patientClock.ts";
import { tempFolder } from "../../support/tempFolder.ts";

const cacheFolder = join(tmpdir(), "sluice-test-compile-cache");
const pool = createWorkerPool({ clock: patientClock, compileCacheFolder: cacheFolder });
afterAll(() => pool.close());
const parents = [{ name: "base_steps_syncpack", folder: join(packsFolder, "base") }];

const build = (folder: string) =>
  buildPack(folder, {
    out: join(folder, "dist"),
    tools: {
      bundle: (path, { requires, ...pack }) =>
        bundlePackStep(path, { ...pack, parents: parents.filter(({ name }) => requires.includes(name)) }),
      manifests: pool,
    },
  });

function newPack(): string {
  const parent = tempFolder();
  writeNewPack("my_pack", { parent, author: "Ada" });
  return join(parent, "my_pack");
}

function write(folder: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

test("a new pack is built as it is, and its archive says what its steps are", async () => {
  const folder = newPack();
  const built = await buildPackFolder(folder, { out: join(folder, "dist"), clock: patientClock, cacheFolder });
  expect(built.path).toBe(join(folder, "dist", "my_pack-0.1.0.tgz"));
  const archive = await createPackArchives().read(readFileSync(built.path));
  expect(archive.hash).toBe(built.hash);
  expect(archive.applications).toEqual(["my_pack_greeting"]);
  const [step] = archive.steps;
  expect(step?.manifest).toMatchObject({ file: "MyPackGreet", syncpack: "my_pack", friendlyName: "Greet" });
  expect(step?.manifest.parameters.map(({ name }) => name)).toEqual(["greeting", "who"]);
  expect(() => writeNewPack("my_pack", { parent: dirname(folder), author: "" })).toThrow("There is a folder");
  expect(() => writeNewPack("../up", { parent: folder, author: "" })).toThrow("meta.json: name");
});

test("the same pack in another place gives the same bytes, and nothing of the place is in it", async () => {
  const [first, second] = [newPack(), join(tempFolder(), "elsewhere")];
  cpSync(first, second, { recursive: true });
  const [a, b] = [await build(first), await build(second)];
  expect(a.hash).toBe(b.hash);
  const archive = await createPackArchives().read(readFileSync(a.path));
  const code = Buffer.from(archive.read("modules/MyPackGreet.mjs")).toString();
  const map = Buffer.from(code.slice(code.lastIndexOf("base64,") + 7), "base64").toString();
  expect(JSON.parse(map).sources).toContain("file:///syncpacks/my_pack/steps/MyPackGreet.ts");
  expect(`${code}${map}`).not.toContain(first);
});

test("npm packages are bundled and told; tests, dot files and packages themselves stay out", async () => {
  const folder = newPack();
  write(folder, {
    "node_modules/loud/package.json": JSON.stringify({
      name: "loud",
      version: "2.1.0",
      license: "MIT",
      scripts: { postinstall: "echo" },
    }),
    "node_modules/loud/index.js":
      'const { EOL } = require("node:os"); const here = __dirname + __filename; module.exports = (text) => here && text.toUpperCase() + EOL;',
    "steps/Loud.ts": `import loud from "loud";
import { BaseStep } from "sluice";
export default class Loud extends BaseStep {
  override friendlyName = loud("hey").trim();
  override async execute() {}
}`,
    "steps/Loud.test.ts": "broken(",
    "steps/.hidden.ts": "broken(",
  });
  const built = await build(folder);
  expect(built.dependencies).toEqual([{ name: "loud", version: "2.1.0", license: "MIT", installScripts: true }]);
  expect(built.steps.find(({ file }) => file === "Loud")?.manifest.friendlyName).toBe("HEY");
  const { files } = await createPackArchives().read(readFileSync(built.path));
  expect(files.map(({ path }) => path).filter((path) => /node_modules|test|hidden|dist/.test(path))).toEqual([]);
});

test("a step may extend one of a pack that meta.json requires, and no other", async () => {
  const folder = newPack();
  write(folder, {
    "steps/Mine.ts": `import { Log } from "base_steps_syncpack";
export default class Mine extends Log { override friendlyName = "My log"; }`,
  });
  await expect(build(folder)).rejects.toThrow(/steps\/Mine\.ts:1:.*base_steps_syncpack/);
  const meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8"));
  write(folder, { "meta.json": JSON.stringify({ ...meta, requires_dist: ["base_steps_syncpack"] }) });
  const { steps } = await build(folder);
  const mine = steps.find(({ file }) => file === "Mine")?.manifest;
  expect(mine?.friendlyName).toBe("My log");
  expect(mine?.parameters.map(({ name }) => name)).toEqual(["message", "level", "include_data"]);
});

test("native code that the program has stays an import, as no module can hold it", async () => {
  const folder = newPack();
  write(folder, {
    "steps/Native.ts": `import { BaseStep } from "sluice";
import Database from "better-sqlite3";
export default class Native extends BaseStep {
  override async execute() { await this.saveDataForNextStep(new Database(":memory:").open); }
}`,
  });
  const { path, dependencies } = await build(folder);
  const archive = await createPackArchives().read(readFileSync(path));
  expect(Buffer.from(archive.read("modules/Native.mjs")).toString()).toMatch(
    /^import Database from "better-sqlite3";$/m,
  );
  expect(dependencies).toEqual([]);
});

test("everything that is wrong is told at once, and nothing is written", async () => {
  const folder = newPack();
  write(folder, {
    "steps/Broken.ts": "export default class Broken extends {",
    "steps/Plain.ts": "export default class Plain {}",
    "steps/Throws.ts": `import { BaseStep } from "sluice";
export default class Throws extends BaseStep { constructor() { super(); throw new Error("not today"); } }`,
    "apps/other.json": JSON.stringify({ name: "another", steps: [] }),
    "configs/bad.json": "{",
  });
  symlinkSync("/etc/passwd", join(folder, "util", "passwd.ts"));
  const error = (await build(folder).catch((reason: unknown) => reason)) as { details: { reasons: string[] } };
  expect(error).toMatchObject({ code: "invalid_pack" });
  const told = error.details.reasons.join("\n");
  for (const part of [
    "util/passwd.ts is a link",
    'apps/other.json: its name is "another"',
    "configs/bad.json: ",
    "steps/Broken.ts:1:",
    "Plain cannot be used",
    "not today",
  ]) {
    expect(told).toContain(part);
  }
  expect(readdirSync(folder)).not.toContain("dist");
  rmSync(join(folder, "meta.json"));
  await expect(build(folder)).rejects.toMatchObject({ code: "not_found" });
});

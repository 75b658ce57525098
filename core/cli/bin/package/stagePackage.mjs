import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { buildPreload } from "../buildPreload.mjs";
import { projectFolder } from "../findNode.mjs";
import { bundleHost, bundleMain, programFolder } from "./bundleProgram.mjs";
import { copyPackages } from "./copyPackages.mjs";

/** Files and folders of the project that the host reads by their path. */
const hostFiles = ["LICENSE", "assets", "core/steps", "renderer/dist"];

/**
 * Lays out what a package holds, in two folders: `app`, the shell, which Electron reads from one archive, and `host`, everything
 * else, which stays files: the host runs on its own, and its compiler and worker processes are programs that know no archive.
 * The editor must be built. Resolves with the packages that went along, by their paths from `host`.
 */
export async function stagePackage(folder, { platform = process.platform, arch = process.arch } = {}) {
  const project = JSON.parse(readFileSync(join(projectFolder, "package.json"), "utf8"));
  const { name, version, description, license } = project;
  const app = join(folder, "app");
  const host = join(folder, "host");
  mkdirSync(host, { recursive: true });

  await bundleMain(app);
  await buildPreload(join(app, "electron", "dist", "preload.cjs"));
  copyFiles(["electron/assets"], app);
  const author = { name: "Sluice", email: "sluice@sluice.invalid" };
  const shell = { name, version, description, license, author, homepage: "https://sluice.invalid/", type: "module" };
  writeJson(join(app, "package.json"), { ...shell, main: `${programFolder}/main.mjs` });

  const imported = await bundleHost(host);
  copyFiles(hostFiles, host);
  mkdirSync(join(host, "core", "cli", "bin"), { recursive: true });
  writeFileSync(join(host, "core", "cli", "bin", "sluice.mjs"), `import "../../program/sluice.mjs";\n`);
  const names = [...new Set([...imported, ...importsOfSteps(join(host, "core", "steps"))])];
  const packages = copyPackages(names, { folder: host, platform, arch });
  const dependencies = Object.fromEntries(
    Object.entries(project.dependencies).filter(([one]) => packages.includes(`node_modules/${one}`)),
  );
  writeJson(join(host, "package.json"), {
    name,
    version,
    description,
    license,
    private: true,
    type: "module",
    dependencies,
  });
  return packages;
}

function copyFiles(paths, folder) {
  for (const path of paths)
    cpSync(join(projectFolder, path), join(folder, path), { recursive: true, filter: isShipped });
}

function isShipped(path) {
  return !/(?:\.test\.ts|\.sluice-stamp|[\\/]assets[\\/]pictures)$/.test(path);
}

/** Step classes are compiled where they run: their packages are looked up then. */
function importsOfSteps(folder) {
  const files = readdirSync(folder, { recursive: true }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".d.ts"),
  );
  const texts = files.map((name) => readFileSync(join(folder, name), "utf8"));
  return texts
    .flatMap((text) => [...text.matchAll(/(?:from|import) "((?:@[^/"]+\/)?[^./"@][^/":]*)(?:\/[^"]*)?"/g)])
    .map(([, name]) => name)
    .filter((name) => name !== "sluice");
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}

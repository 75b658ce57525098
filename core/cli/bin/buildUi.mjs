import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { projectFolder } from "./findNode.mjs";

const stampName = ".sluice-stamp";

/** What a page of the editor is made of, beside itself. */
const sources = [
  "renderer",
  "core/base",
  "core/model",
  "core/template",
  "core/client",
  "assets/templates",
  "package-lock.json",
];

/**
 * Builds a page of the editor into a folder, unless that folder holds what the same sources gave before.
 * Resolves with whether it built; rejects with what the bundler says.
 */
export async function buildUi({ page, outDir }) {
  const stamp = hashOf([page, ...sources.map((path) => join(projectFolder, path))]);
  const stampFile = join(outDir, stampName);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return false;
  const { build } = await import("vite");
  const { NODE_ENV: before } = process.env;
  // Libraries are built in for people, whatever the process that builds is for.
  process.env.NODE_ENV = "production";
  try {
    await build({
      configFile: join(projectFolder, "renderer", "vite.config.ts"),
      root: page,
      publicDir: join(projectFolder, "renderer", "public"),
      build: { outDir },
      logLevel: "warn",
    });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  writeFileSync(stampFile, stamp);
  return true;
}

/** A hash over names and contents of files and folders, without what is built or installed. */
function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesOf(path))
      hash
        .update(`${relative(path, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/(?:^|[\\/])(?:dist|node_modules)[\\/]/.test(relative(path, file)))
    .sort();
}

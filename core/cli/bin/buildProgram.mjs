import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "./findNode.mjs";
import { bundlesFolder, stampSources } from "./findProgram.mjs";
import { bundleHost } from "./package/bundleProgram.mjs";

/** A program that still runs may ask for its older bundle: it loads commands and routes when they are first used. */
const keptMs = 7 * 24 * 3_600_000;
/**
 * Packages that every start loads and that need none of their own files: bundled they are read at once. The others stay imports.
 */
const inlined = [
  ...["commander", "croner", "csv-stringify", "env-paths", "eventsource-parser", "fastest-levenshtein", "fflate"],
  ...["modern-tar", "prom-client", "semver", "zod"],
  ...["fastify", "fastify-plugin", "fastify-type-provider-zod", "@fastify/cookie", "@fastify/static"],
];

/**
 * Bundles the command line, the host, its workers and threads, unless that was done for the same sources: one start then reads
 * a few files instead of hundreds. Resolves with whether it built.
 */
export async function buildProgram() {
  const stamp = stampSources();
  const bundles = join(projectFolder, bundlesFolder);
  const folder = join(bundles, stamp);
  if (existsSync(folder)) return false;
  const draft = `${stamp}-${process.pid}`;
  await bundleHost(projectFolder, { into: `${bundlesFolder}/${draft}`, inlined });
  try {
    renameSync(join(bundles, draft), folder);
  } catch (error) {
    // Another process was as quick; its bundle is as good.
    rmSync(join(bundles, draft), { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  removeOld(bundles);
  return true;
}

function removeOld(bundles) {
  for (const name of readdirSync(bundles)) {
    const path = join(bundles, name);
    if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { recursive: true, force: true });
  }
}

import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "./findNode.mjs";
import { bundlePrefix, stampSources } from "./findProgram.mjs";
import { bundleHost } from "./package/bundleProgram.mjs";

/** A bundle that nobody used for so long goes. Who runs from one says so every day: it loads commands and routes when they are first used. */
const keptMs = 7 * 24 * 3_600_000;
/**
 * Packages that every start loads and that need none of their own files: bundled they are read at once. The others stay imports.
 */
const inlined = [
  ...["commander", "croner", "csv-stringify", "env-paths", "eventsource-parser", "fastest-levenshtein", "fflate"],
  ...["modern-tar", "prom-client", "semver", "zod"],
  ...["fastify", "fastify-plugin", "fastify-type-provider-zod", "@fastify/cookie", "send"],
];

/**
 * Bundles the command line, the host, its workers and threads, unless that was done for the same sources: one start then reads
 * a few files instead of hundreds. Resolves with whether it built.
 */
export async function buildProgram() {
  const core = join(projectFolder, "core");
  const name = `${bundlePrefix}${stampSources()}`;
  if (existsSync(join(core, name))) return false;
  const draft = `${name}-${process.pid}`;
  await bundleHost(projectFolder, { into: `core/${draft}`, inlined });
  try {
    renameSync(join(core, draft), join(core, name));
  } catch (error) {
    // Another process was as quick; its bundle is as good.
    rmSync(join(core, draft), { recursive: true, force: true });
    if (!existsSync(join(core, name))) throw error;
  }
  removeOld(core);
  return true;
}

function removeOld(core) {
  for (const name of readdirSync(core).filter((one) => one.startsWith(bundlePrefix))) {
    const path = join(core, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > keptMs) rmSync(path, { recursive: true, force: true });
  }
}

#!/usr/bin/env node
// Starts the command line under a Node that can run it. Plain JavaScript: any Node from 16 up gets here.
import { utimesSync } from "node:fs";
import module from "node:module";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findBundledNode, isSuitable, runForwarding, unsuitableMessage } from "./findNode.mjs";
import { findProgram } from "./findProgram.mjs";
import { leanMemory } from "./leanMemory.mjs";

if (isSuitable()) {
  keepLittle();
  enableCompileCache();
  hideTypeStrippingWarning();
  await run();
} else {
  await runUnderBundledNode();
}

/** From the bundle of these sources, which starts sooner, or from the sources themselves. */
async function run() {
  const program = findProgram();
  if (program !== undefined) {
    keepBundle(dirname(program));
    return import(pathToFileURL(program).href);
  }
  const { main } = await import("../main.ts");
  return main(process.argv.slice(2));
}

/**
 * A host becomes itself again in place, with the memory that it keeps limited. Blocks from 16 KB on go back to the system by
 * themselves, which costs a small step up to 3 % more; from 8 KB on it would be 10 %.
 */
function keepLittle() {
  const { argv, env, execArgv, execPath, platform, versions } = process;
  if (argv[2] !== "serve" || platform !== "linux" || env.MALLOC_ARENA_MAX !== undefined) return;
  if (process.connected || versions.electron !== undefined || process.execve === undefined) return;
  process.execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, ...leanMemory });
}

/** Bundles that nobody uses are deleted after a while; a host uses its own for as long as it runs. */
function keepBundle(folder) {
  const touch = () => {
    try {
      const now = new Date();
      utimesSync(folder, now, now);
    } catch {
      // Where nothing can be written nothing is deleted either.
    }
  };
  touch();
  setInterval(touch, 24 * 3_600_000).unref();
}

async function runUnderBundledNode() {
  const node = process.env.SLUICE_REEXEC === "1" ? undefined : findBundledNode();
  if (node === undefined) {
    process.stderr.write(`${unsuitableMessage()}\n`);
    process.exitCode = 2;
    return;
  }
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  try {
    process.exitCode = await runForwarding(node, args, { env: { ...process.env, SLUICE_REEXEC: "1" }, channel: true });
  } catch (error) {
    process.stderr.write(
      `sluice: ${node} does not start (${error.message}). Run "npm ci", or install Node 22.19 or newer.\n`,
    );
    process.exitCode = 2;
  }
}

/** A second start then skips parsing and type stripping. A folder that cannot be written only costs time. */
function enableCompileCache() {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const folder = join(cacheFolder(), "sluice", "compile-cache");
  try {
    module.enableCompileCache(folder);
    // Threads read it from here when they start; worker processes of steps get an environment of their own.
    process.env.NODE_COMPILE_CACHE = folder;
  } catch {
    // Slower, nothing else.
  }
}

function cacheFolder() {
  if (process.env.SLUICE_CACHE_DIR) return process.env.SLUICE_CACHE_DIR;
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  return process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
}

/** Node 22 warns at each start that it strips types. */
function hideTypeStrippingWarning() {
  const print = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name === "ExperimentalWarning" && warning.message.startsWith("Type Stripping")) return;
    for (const listener of print) listener.call(process, warning);
  });
}

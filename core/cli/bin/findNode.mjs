// Plain JavaScript that any Node from 16 up can run: it decides whether this Node can run the rest.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const projectFolder = fileURLToPath(new URL("../../../", import.meta.url)).replace(/[\\/]$/, "");

/** Whether this Node runs TypeScript by type stripping and can load better-sqlite3 13 (N-API 10; an older one crashes without a word). */
export function isSuitable() {
  return Number(process.versions.napi) >= 10 && Boolean(process.features.typescript);
}

/** The Node that came with the project's packages, or undefined. */
export function findBundledNode() {
  const modules = join(projectFolder, "node_modules");
  const names = existsSync(modules) ? readdirSync(modules).filter((name) => name.startsWith("node-")) : [];
  return names
    .map((name) => join(modules, name, "bin", process.platform === "win32" ? "node.exe" : "node"))
    .find((path) => existsSync(path));
}

/**
 * Runs a program with our stdio, passes signals on to it, and resolves with its exit code. It ends when we are killed, if it watches its channel.
 * `onOutput`: gets what it prints, which is printed all the same.
 */
export function runForwarding(command, args, options = {}) {
  const { channel = false, onOutput, ...rest } = options;
  const out = onOutput === undefined ? "inherit" : "pipe";
  const stdio = ["inherit", out, out, ...(channel ? ["ipc"] : [])];
  const child = spawn(command, args, { stdio, ...rest });
  for (const name of ["stdout", "stderr"]) {
    child[name]?.pipe(process[name], { end: false });
    child[name]?.on("data", onOutput);
  }
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const name of signals) process.removeListener(name, forward);
      const done = () => resolve(code === null ? 128 + (signalNumbers[signal] ?? 0) : code);
      if (onOutput === undefined) return done();
      child.once("close", done);
      // Something it started may hold its output open for as long as it likes.
      setTimeout(done, 1_000).unref();
    });
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/** What to tell a person whose Node is too old and who has not installed the packages. */
export function unsuitableMessage() {
  return `sluice: Node ${process.versions.node} cannot run Sluice. Run "npm install" in ${projectFolder}, or install Node 22.19 or newer.`;
}

// Plain JavaScript that any Node from 16 up can run: it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "./findNode.mjs";

/** Runs `npm ci` when the installed packages are not those of package-lock.json; otherwise returns at once, without network. */
export async function installMissing() {
  const lock = readFileSync(join(projectFolder, "package-lock.json"), "utf8");
  const stamp = `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}`;
  const stampFile = join(projectFolder, "node_modules", ".sluice-stamp");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!matchesInstalled(lock)) await runNpmCi();
  try {
    writeFileSync(stampFile, stamp);
  } catch {
    // A read-only folder: the comparison runs again at the next start.
  }
}

/** Whether npm's own record of node_modules names the same versions: then someone ran `npm install` already. */
function matchesInstalled(lock) {
  const record = join(projectFolder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  try {
    const wanted = JSON.parse(lock).packages;
    const present = JSON.parse(readFileSync(record, "utf8")).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === "") return true;
      if (present[path] === undefined) return entry.optional === true || entry.devOptional === true;
      return present[path].version === entry.version;
    });
  } catch {
    return false;
  }
}

async function runNpmCi() {
  const started = Date.now();
  const show = startProgress("Installing packages (once, about a minute)");
  const { code, output } = await collect(npmCommand(["ci", "--no-audit", "--no-fund", "--loglevel=error"]));
  show.stop();
  if (code !== 0) {
    const tail = output.trim().split("\n").slice(-12).join("\n");
    throw new Error(`"npm ci" failed in ${projectFolder}:\n${tail}`);
  }
  process.stderr.write(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** npm itself when npm started us, so that the same version and settings apply; else the one of the PATH. */
function npmCommand(args) {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script && /npm-cli\.[cm]?js$/.test(script)) return { command: node || process.execPath, args: [script, ...args] };
  if (process.platform === "win32") return { command: "npm.cmd", args, shell: true };
  return { command: "npm", args };
}

function collect({ command, args, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectFolder, shell, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-20000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) => reject(new Error(`npm does not start (${error.message}). Install Node with npm.`)));
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** One line that shows life: rewritten on a terminal, printed once elsewhere. */
function startProgress(text) {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${text} ...\n`);
    return { stop() {} };
  }
  let dots = 0;
  const draw = () => {
    dots = (dots + 1) % 4;
    process.stderr.write(`\r\x1b[2K${text} ${".".repeat(dots)}`);
  };
  draw();
  const timer = setInterval(draw, 400);
  return {
    stop() {
      clearInterval(timer);
      process.stderr.write("\r\x1b[2K");
    },
  };
}

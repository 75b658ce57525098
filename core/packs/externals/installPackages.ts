import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SluiceError } from "../../base/SluiceError.ts";
import type { PackageSource } from "../../service/ports/PackArchives.ts";
import { formatPackageLock, nameOf, type PackageLock } from "./packageLock.ts";

/** How long npm may take each time, ms: some packages are compiled. */
const longestMs = 600_000;
/** How long what npm said may still come in when it has ended, ms: what a script left behind may never let go of it. */
const drainMs = 1_000;
const isWindows = process.platform === "win32";
/** Characters of what npm said that are kept. */
const longestReport = 4_000;

/**
 * Installs what a lock names into `node_modules` below a folder, by npm, each checked against its hash: from a folder of
 * tarballs, else from the registry that npm is set up for. Scripts of packages run only where `allowScripts` names them.
 * Throws `packages_failed` with what npm said; then the folder is not to be used.
 */
export async function installPackages(
  folder: string,
  { lock, source, limitMs = longestMs }: { lock: PackageLock; source: PackageSource; limitMs?: number },
): Promise<void> {
  const { tarballs, allowScripts = [] } = source;
  assertScripted(lock, allowScripts);
  const work = join(folder, ".npm");
  await mkdir(work, { mode: 0o700 });
  const found = tarballs === undefined ? lock : await takeTarballs(lock, { from: tarballs, to: work });
  const { dependencies = {} } = lock.packages[""] ?? {};
  await writeFile(join(work, "package.json"), JSON.stringify({ private: true, dependencies }));
  await writeFile(join(work, "package-lock.json"), formatPackageLock(found));
  // The folder above is the pack's: nothing there may say that this one is part of it.
  const flags = ["--no-workspaces", ...(tarballs === undefined ? [] : ["--offline"])];
  const env = chooseVariables((name) => !own.test(name));
  await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...flags], { folder: work, limitMs, env });
  if (allowScripts.length > 0) {
    const rebuild = ["rebuild", "--ignore-scripts=false", "--foreground-scripts", ...flags, "--", ...allowScripts];
    await npm(rebuild, { folder: work, limitMs, env: chooseVariables(isForScripts) });
  }
  const made = join(work, "node_modules");
  if (existsSync(made)) await rename(made, join(folder, "node_modules"));
  await rm(work, { recursive: true, force: true });
}

function assertScripted({ packages }: PackageLock, allowScripts: readonly string[]): void {
  const scripted = new Set(
    Object.entries(packages).flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [nameOf(path)] : [])),
  );
  const others = allowScripts.filter((name) => !scripted.has(name));
  if (others.length === 0) return;
  const message = `No package of the SyncPack has scripts for its installation under the name ${others.join(", ")}.`;
  throw new SluiceError("wrong_use", message, { details: { names: others } });
}

/** The same packages, each from a copy of the tarball that has its hash: npm takes no path of any kind. */
async function takeTarballs(
  { packages }: PackageLock,
  { from, to }: { from: string; to: string },
): Promise<PackageLock> {
  const root = resolve(from);
  if (!existsSync(root)) {
    throw new SluiceError("packages_failed", `There is no folder ${root} with the tarballs of the packages.`);
  }
  const files = (await readdir(root)).filter((file) => file.endsWith(".tgz"));
  const algorithms = new Set(Object.values(packages).map(({ integrity = "" }) => integrity.split("-")[0] ?? ""));
  algorithms.delete("");
  const paths = new Map<string, string>();
  for (const file of files) {
    const bytes = await readFile(join(root, file));
    for (const algorithm of algorithms) {
      paths.set(`${algorithm}-${createHash(algorithm).update(bytes).digest("base64")}`, join(root, file));
    }
  }
  const missing: string[] = [];
  const found: PackageLock["packages"] = {};
  for (const [index, [path, locked]] of Object.entries(packages).entries()) {
    const tarball = (locked.integrity ?? "").split(/\s+/).flatMap((one) => paths.get(one) ?? [])[0];
    if (tarball !== undefined) await copyFile(tarball, join(to, `${index}.tgz`));
    else if (path !== "") missing.push(`${nameOf(path)} ${locked.version}`);
    found[path] = path === "" ? locked : { ...locked, resolved: `file:${index}.tgz` };
  }
  if (missing.length === 0) return { packages: found };
  const message = `No tarball in ${root} has the hash of ${missing.join(", ")}.`;
  throw new SluiceError("packages_failed", message, { details: { missing } });
}

interface Surroundings {
  folder: string;
  limitMs: number;
  env: NodeJS.ProcessEnv;
}

async function npm(args: readonly string[], { folder, limitMs, env }: Surroundings): Promise<void> {
  const [program, ...first] = isWindows ? ["cmd.exe", "/d", "/s", "/c", "npm"] : ["npm"];
  const child = spawn(program ?? "npm", [...first, ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what it starts can be ended with it.
    detached: !isWindows,
  });
  let said = "";
  const listen = (chunk: Buffer): void => {
    said = `${said}${chunk}`.slice(-longestReport);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endAll(child);
  }, limitMs);
  const leave = (): void => endAll(child);
  process.once("exit", leave);
  try {
    const code = await ended(child);
    if (code === 0) return;
  } finally {
    clearTimeout(timer);
    process.off("exit", leave);
    child.stdout.destroy();
    child.stderr.destroy();
  }
  const why = isLate ? `npm was stopped after ${limitMs / 1000} s.` : "npm could not install the packages.";
  throw new SluiceError("packages_failed", `${why}\n${said.trim()}`, { details: { report: said.trim() } });
}

/** Its exit code, when all it said is here; null = it was killed. */
function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((done, fail) => {
    child.once("error", (cause) => fail(new SluiceError("packages_failed", noNpm, { cause })));
    child.once("exit", (code) => {
      const drained = setTimeout(() => done(code), drainMs);
      child.once("close", () => {
        clearTimeout(drained);
        done(code);
      });
    });
  });
}

/** Ends npm and the scripts it runs. */
function endAll(child: ChildProcess): void {
  if (isWindows || child.pid === undefined) {
    child.kill("SIGKILL");
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // They have ended by themselves.
  }
}

const noNpm =
  "npm could not be started: it installs the packages of this SyncPack. Install Node.js with npm, then try again.";

/** What npm itself gets nothing of: it runs no script then, and may need a token for its registry. */
const own = /^(?:SLUICE_|NODE_OPTIONS$)/i;

/** What scripts get beside the settings of npm, and nothing else: in other variables applications keep secrets. */
const forScripts = new Set([
  ...["PATH", "HOME", "USER", "TMPDIR", "TEMP", "TMP", "TZ", "LANG"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"],
  ...["CC", "CXX", "CFLAGS", "CXXFLAGS", "LDFLAGS", "MAKEFLAGS", "PKG_CONFIG_PATH", "PYTHON"],
  // Windows cannot start a process or find a compiler without these.
  ...["SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"],
  ...["PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"],
]);

function isForScripts(name: string): boolean {
  return forScripts.has(name.toUpperCase()) || /^(?:LC_|npm_config_[a-z])/i.test(name);
}

function chooseVariables(isGiven: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isGiven(name)));
}

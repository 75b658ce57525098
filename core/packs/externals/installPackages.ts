import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { createMasker } from "../../base/createMasker.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { PackageSource, PackProgress } from "../../service/ports/PackArchives.ts";
import { formatPackageLock, nameOf, type PackageLock } from "./packageLock.ts";
import { readNpmSecrets } from "./readNpmSecrets.ts";

/** How long npm may take each time, ms: some packages are compiled. */
const longestMs = 600_000;
/** How long what npm said may still come in when it has ended, ms: what a script left behind may never let go of it. */
const drainMs = 1_000;
const isWindows = process.platform === "win32";
/** Characters of what npm said that are kept. */
const longestReport = 4_000;
/** Characters of it that are passed on: a script may go on and on. */
const mostSaid = 1_000_000;
/** What a line costs besides its characters. */
const lineCost = 100;

/**
 * Installs what a lock names into `node_modules` below a folder, by npm, each checked against its hash: from a folder of
 * tarballs, else from the registry that npm is set up for. Scripts of packages run only where `allowScripts` names them.
 * Throws `packages_failed` with what npm said; then the folder is not to be used. What lets npm into a registry is masked in all
 * that it says.
 */
export async function installPackages(
  folder: string,
  { lock, source = {}, limitMs = longestMs, log = () => undefined, signal }: Installation,
): Promise<void> {
  const { tarballs, allowScripts = [] } = source;
  assertScripted(lock, allowScripts);
  log(
    `Installs ${listNames(lock)}, from ${tarballs === undefined ? "the registry of npm" : `tarballs in ${tarballs}`}`,
  );
  const mask = createMasker(readNpmSecrets());
  const surroundings = { limitMs, signal, mask, say: (line: string) => log(line, "detail") };
  const work = join(folder, ".npm");
  await mkdir(work, { mode: 0o700 });
  const found = tarballs === undefined ? lock : await takeTarballs(lock, { from: tarballs, to: work });
  const { dependencies = {} } = lock.packages[""] ?? {};
  await writeFile(join(work, "package.json"), JSON.stringify({ private: true, dependencies }));
  await writeFile(join(work, "package-lock.json"), formatPackageLock(found));
  // The folder above is the pack's: nothing there may say that this one is part of it.
  const flags = ["--no-workspaces", ...(tarballs === undefined ? [] : ["--offline"])];
  const env = chooseVariables((name) => !own.test(name));
  await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...flags], { folder: work, env, ...surroundings });
  if (allowScripts.length > 0) {
    const rebuild = ["rebuild", "--ignore-scripts=false", "--foreground-scripts", ...flags, "--", ...allowScripts];
    log(`Runs the scripts of ${allowScripts.join(", ")}, which were allowed`);
    await npm(rebuild, { folder: work, env: chooseVariables(isForScripts), ...surroundings });
  }
  const made = join(work, "node_modules");
  if (existsSync(made)) await rename(made, join(folder, "node_modules"));
  await rm(work, { recursive: true, force: true });
}

interface Installation extends Partial<PackProgress> {
  lock: PackageLock;
  source?: PackageSource;
  /** How long npm may take each time, ms. */
  limitMs?: number;
}

function listNames({ packages }: PackageLock): string {
  const named = Object.entries(packages).filter(([path]) => path !== "");
  return named.map(([path, { version }]) => `${nameOf(path)} ${version}`).join(", ");
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
  signal: AbortSignal | undefined;
  env: NodeJS.ProcessEnv;
  mask(text: string): string;
  /** Takes each line of what npm says, masked. */
  say(line: string): void;
}

async function npm(args: readonly string[], surroundings: Surroundings): Promise<void> {
  const { folder, limitMs, signal, env, mask, say } = surroundings;
  signal?.throwIfAborted();
  const [program, ...first] = isWindows ? ["cmd.exe", "/d", "/s", "/c", "npm"] : ["npm"];
  const child = spawn(program ?? "npm", [...first, ...args], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what it starts can be ended with it.
    detached: !isWindows,
  });
  let said = "";
  let left = mostSaid;
  const flushes = [child.stdout, child.stderr].map((stream) =>
    readLines(stream, (line) => {
      const shown = mask(line);
      said = `${said}${shown}\n`.slice(-longestReport);
      // A line of a letter is kept as well: it costs as much as a long one.
      left -= shown.length + lineCost;
      if (left > 0 && shown.trim() !== "") say(shown);
    }),
  );
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    endAll(child);
  }, limitMs);
  const leave = (): void => endAll(child);
  process.once("exit", leave);
  signal?.addEventListener("abort", leave, { once: true });
  try {
    const code = await ended(child);
    if (code === 0) return;
  } finally {
    clearTimeout(timer);
    process.off("exit", leave);
    signal?.removeEventListener("abort", leave);
    for (const flush of flushes) flush();
    child.stdout.destroy();
    child.stderr.destroy();
  }
  signal?.throwIfAborted();
  const why = isLate ? `npm was stopped after ${limitMs / 1000} s.` : "npm could not install the packages.";
  const report = said.trim();
  throw new SluiceError("packages_failed", `${why}\n${report}`, { details: { report } });
}

/** Gives each line, without its end; the function that comes back gives what stands after the last one. */
function readLines(stream: Readable, take: (line: string) => void): () => void {
  let rest = "";
  const flush = (): void => {
    if (rest !== "") take(rest);
    rest = "";
  };
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = `${rest}${chunk}`.split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
    if (rest.length > longestReport) flush();
  });
  return flush;
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

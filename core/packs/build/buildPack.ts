import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { SyncPackMeta } from "../../model/SyncPackMeta.ts";
import type { PackDependency, PackedStep } from "../../service/ports/PackArchives.ts";
import type { ManifestReader } from "../../service/ports/StepClasses.ts";
import { formatIndex, indexPath, modulePath } from "../archive/packIndex.ts";
import { packTgz } from "../archive/packTgz.ts";
import {
  formatPackageLock,
  listLocked,
  lockPath,
  type PackageLock,
  parsePackageLock,
  pickPackages,
} from "../externals/packageLock.ts";
import { invalidPack, parsePackMeta } from "../meta/parsePackMeta.ts";
import { checkDocuments } from "./checkDocuments.ts";
import { listPackFiles } from "./listPackFiles.ts";

/** What building needs from outside. */
export interface PackTools {
  /** Makes one module of a step class with all its packages. Throws `compile_failed`. */
  bundle(
    path: string,
    pack: { root: string; name: string; requires: readonly string[]; externals: readonly string[] },
  ): Promise<{ compiled: string; packages: PackDependency[] }>;
  manifests: ManifestReader;
}

export interface BuiltPack {
  /** Absolute path of the archive. */
  path: string;
  meta: SyncPackMeta;
  hash: string;
  bytes: number;
  steps: PackedStep[];
  dependencies: PackDependency[];
}

/**
 * Builds the folder of a pack into `NAME-VERSION.tgz` below `out`. The constructors of its step classes run in a worker, to
 * read their manifests. `externals`: npm packages that stay out of the modules and are installed beside them; the
 * `package-lock.json` of the folder says which. Throws `not_found`, and `invalid_pack` with every problem that was found; then nothing is written.
 */
export async function buildPack(
  folder: string,
  { out, tools, externals = [] }: { out: string; tools: PackTools; externals?: readonly string[] },
): Promise<BuiltPack> {
  const root = resolve(folder);
  const meta = parsePackMeta(readMeta(root));
  const { paths, problems } = listPackFiles(root);
  const files = new Map(paths.map((path): [string, Uint8Array] => [path, readFileSync(join(root, path))]));
  problems.push(...checkDocuments(files));
  const lock = externals.length === 0 ? undefined : pickPackages(readLock(root), externals);
  const beside = lock === undefined ? [] : listLocked(lock);
  const built = await buildSteps(root, { meta, files, tools, externals });
  problems.push(...built.problems);
  if (problems.length > 0) throw invalidPack(meta.name, problems);
  for (const { file, compiled } of built.modules) files.set(modulePath(file), Buffer.from(compiled));
  const { steps } = built;
  files.set(indexPath, Buffer.from(formatIndex({ steps, dependencies: built.dependencies })));
  if (lock !== undefined) files.set(lockPath, Buffer.from(formatPackageLock(lock)));
  const dependencies = [...built.dependencies, ...beside];
  const archive = await packTgz(files);
  const path = join(resolve(out), `${meta.name}-${meta.version}.tgz`);
  await mkdir(resolve(out), { recursive: true });
  await writeFile(`${path}.${process.pid}`, archive);
  await rename(`${path}.${process.pid}`, path);
  return { path, meta, hash: hashOf(archive), bytes: archive.length, steps, dependencies };
}

function readMeta(root: string): string {
  try {
    return readFileSync(join(root, "meta.json"), "utf8");
  } catch (cause) {
    throw new SluiceError("not_found", `There is no meta.json in ${root}. "sluice pack new NAME" makes a SyncPack.`, {
      details: { folder: root },
      cause,
    });
  }
}

function readLock(root: string): PackageLock {
  const path = join(root, "package-lock.json");
  if (!existsSync(path)) {
    throw invalidPack("package-lock.json", [`there is no package-lock.json: run "npm install" in ${root} first`]);
  }
  return parsePackageLock(readFileSync(path, "utf8"));
}

interface StepSources {
  meta: SyncPackMeta;
  files: ReadonlyMap<string, Uint8Array>;
  tools: PackTools;
  externals: readonly string[];
}

async function buildSteps(root: string, { meta, files, tools, externals }: StepSources) {
  const classes = [...files].filter(([path, text]) => isStepClass(path, text)).map(([path]) => path);
  const folder = await mkdtemp(join(tmpdir(), "sluice-pack-"));
  const problems: string[] = [];
  const steps: PackedStep[] = [];
  const modules: { file: string; compiled: string }[] = [];
  const dependencies = new Map<string, PackDependency>();
  try {
    for (const path of classes) {
      const file = basename(path, ".ts");
      try {
        const pack = { root, name: meta.name, requires: meta.requires_dist, externals };
        const { compiled, packages } = await tools.bundle(join(root, path), pack);
        const hash = hashOf(compiled);
        const modulePath = join(folder, `${hash}.mjs`);
        await writeFile(modulePath, compiled);
        const reference = { file, syncpack: meta.name, hash, modulePath, originFolder: root };
        steps.push({ file, hash, manifest: await tools.manifests.describe(reference) });
        modules.push({ file, compiled });
        for (const one of packages) dependencies.set(`${one.name}@${one.version}`, one);
      } catch (error) {
        if (!isSluiceError(error) || error.kind === "bug") throw error;
        problems.push(error.message);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const sorted = [...dependencies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { steps, modules, problems, dependencies: sorted };
}

/** A module in `steps` without a default export only helps others. */
function isStepClass(path: string, text: Uint8Array): boolean {
  if (!/^steps\/[^/]+\.ts$/.test(path) || path.endsWith(".d.ts")) return false;
  return /\bexport\s+default\b|\bas\s+default\b/.test(new TextDecoder().decode(text));
}

function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

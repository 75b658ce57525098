import { createHash } from "node:crypto";
import { parseJson } from "../../base/json.ts";
import { isApplicationName } from "../../model/applicationName.ts";
import type { SyncPackMeta } from "../../model/SyncPackMeta.ts";
import type { PackArchive, PackArchives } from "../../service/ports/PackArchives.ts";
import { listLocked, lockPath, parsePackageLock } from "../externals/packageLock.ts";
import { invalidPack, parsePackMeta } from "../meta/parsePackMeta.ts";
import { indexPath, modulePath, type PackIndex, packIndexSchema } from "./packIndex.ts";
import { unpackTgz } from "./unpackTgz.ts";

type Files = ReadonlyMap<string, Uint8Array>;

/** What npm and Node would take for theirs when a pack is unpacked. */
const foreign = /^(?:\.|node_modules\/|package(?:-lock)?\.json$)/i;

/** Reads archives in memory. */
export function createPackArchives(): PackArchives {
  return {
    async read(bytes) {
      const files = await unpackTgz(bytes);
      const meta = parsePackMeta(readText(files, "meta.json"));
      const index = readIndex(files);
      assertWhole(files, { meta, index });
      return toArchive(files, { meta, index, hash: hashOf(bytes) });
    },
  };
}

function toArchive(files: Files, found: { meta: SyncPackMeta; index: PackIndex; hash: string }): PackArchive {
  const { meta, index, hash } = found;
  const locked = files.has(lockPath) ? listLocked(parsePackageLock(readText(files, lockPath))) : [];
  return {
    meta,
    hash,
    files: [...files].map(([path, { length }]) => ({ path, bytes: length })).sort((a, b) => (a.path < b.path ? -1 : 1)),
    steps: index.steps,
    dependencies: [...index.dependencies, ...locked],
    applications: listDocuments(files, "apps"),
    configurations: listDocuments(files, "configs"),
    read: (path) => getFile(files, path),
  };
}

function readIndex(files: Files): PackIndex {
  if (!files.has(indexPath)) {
    throw invalidPack("archive", [`it has no ${indexPath}: build it with "sluice pack build"`]);
  }
  const parsed = parseJson(readText(files, indexPath));
  if (!parsed.ok) throw invalidPack(indexPath, [`${indexPath}: ${parsed.message}`]);
  const checked = packIndexSchema.safeParse(parsed.value);
  if (checked.success) return checked.data;
  const reasons = checked.error.issues.map(({ path, message }) => `${indexPath}: ${path.join(".")}: ${message}`);
  throw invalidPack(indexPath, reasons.slice(0, 20));
}

/** Every class has its source and the very module that was described, and there is no module beside them. */
function assertWhole(files: Files, { meta, index }: { meta: SyncPackMeta; index: PackIndex }): void {
  const reasons: string[] = [];
  const modules = new Set(index.steps.map(({ file }) => modulePath(file)));
  if (modules.size < index.steps.length) reasons.push(`${indexPath} describes a step class twice`);
  for (const { file, hash, manifest } of index.steps) {
    const code = files.get(modulePath(file));
    if (!files.has(`steps/${file}.ts`)) reasons.push(`the source of the step class ${file} is missing`);
    if (code === undefined) reasons.push(`the module of the step class ${file} is missing`);
    else if (hashOf(code) !== hash || manifest.hash !== hash || manifest.file !== file) {
      reasons.push(`the module of the step class ${file} is not the one that was described`);
    }
    if (manifest.syncpack !== meta.name) reasons.push(`the step class ${file} says it is of another SyncPack`);
  }
  for (const path of files.keys()) {
    if (foreign.test(path)) reasons.push(`${path} is nothing that "sluice pack build" makes`);
    if (path.startsWith("modules/") && !modules.has(path)) reasons.push(`${path} belongs to no step class`);
  }
  for (const name of [...listDocuments(files, "apps"), ...listDocuments(files, "configs")]) {
    if (!isApplicationName(name)) reasons.push(`${JSON.stringify(name)} cannot be the name of a document`);
  }
  if (reasons.length > 0) throw invalidPack("archive", reasons.slice(0, 20));
}

function listDocuments(files: Files, folder: string): string[] {
  return [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".json") && path.split("/").length === 2)
    .map((path) => path.slice(folder.length + 1, -".json".length))
    .sort();
}

function readText(files: Files, path: string): string {
  return new TextDecoder().decode(getFile(files, path));
}

function getFile(files: Files, path: string): Uint8Array {
  const found = files.get(path);
  if (found !== undefined) return found;
  throw invalidPack("archive", [`it has no ${path}`]);
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

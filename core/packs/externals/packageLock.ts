import { valid, validRange } from "semver";
import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import type { PackDependency } from "../../service/ports/PackArchives.ts";
import { invalidPack } from "../meta/parsePackMeta.ts";

/** The file of an archive that names the packages which are installed beside it, each with its hash. */
export const lockPath = "npm/package-lock.json";

const names = z.record(z.string(), z.string()).optional();
const oneOrMore = z.union([z.string(), z.array(z.string())]).optional();
/** What npm may know of a package; all else is dropped, as it takes some of it for the place that a package comes from. */
const packageSchema = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  link: z.boolean().optional(),
  hasShrinkwrap: z.boolean().optional(),
  dependencies: names,
  optionalDependencies: names,
  peerDependencies: names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).optional(),
  bundleDependencies: z.union([z.boolean(), z.array(z.string())]).optional(),
  inBundle: z.boolean().optional(),
  optional: z.boolean().optional(),
  peer: z.boolean().optional(),
  bin: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  engines: z.unknown().optional(),
  os: oneOrMore,
  cpu: oneOrMore,
  libc: oneOrMore,
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), packageSchema) });

export type LockedPackage = z.infer<typeof packageSchema>;

/** A `package-lock.json` of npm 7 and later; packages by their place, the root under `""`. */
export interface PackageLock {
  packages: Record<string, LockedPackage>;
}

const packageName = /^(?:@[a-z0-9_~][a-z0-9._~-]*\/)?[a-z0-9_~][a-z0-9._~-]*$/i;
/** npm checks nothing against a hash that is none. */
const hashes = /^sha(?:256|384|512)-[A-Za-z0-9+/]{43,}={0,2}(?:\s+sha(?:256|384|512)-[A-Za-z0-9+/]{43,}={0,2})*$/;

/** Throws `invalid_pack`. */
export function parsePackageLock(text: string): PackageLock {
  const parsed = parseJson(text);
  const checked = lockSchema.safeParse(parsed.ok ? parsed.value : undefined);
  if (checked.success) return checked.data;
  throw invalidPack("package-lock.json", ["package-lock.json is none of npm 7 or later"]);
}

/** What a lock installs, by place. Throws `invalid_pack` for what has no hash, or comes from somewhere else than a registry. */
export function listLocked({ packages }: PackageLock): PackDependency[] {
  const reasons: string[] = [];
  const listed = Object.entries(packages).flatMap(([path, locked]): PackDependency[] => {
    for (const [name, spec] of listWanted(locked)) {
      if (!isFromRegistry(spec)) reasons.push(`the package ${name} is wanted from somewhere else than a registry`);
    }
    if (path === "") return [];
    const { version = "", integrity = "", license = "", hasInstallScript = false } = locked;
    const name = nameOf(path);
    const { resolved, link = false, hasShrinkwrap = false } = locked;
    if (!isPlace(path)) reasons.push(`${JSON.stringify(path)} is no place for a package`);
    else if (link || (resolved !== undefined && !isAddress(resolved))) {
      reasons.push(`the package ${name} comes from no registry`);
    } else if (!packageName.test(locked.name ?? name) || valid(version) === null) {
      reasons.push(`the package ${name} has no proper name or version`);
    } else if (resolved !== undefined || hasShrinkwrap) {
      reasons.push(`the package ${name} says itself where it comes from: build the SyncPack again`);
    } else if (!hashes.test(integrity)) reasons.push(`the package ${name} has no hash`);
    return [{ name, version, license, installScripts: hasInstallScript, external: true }];
  });
  if (reasons.length > 0) throw invalidPack(lockPath, reasons.slice(0, 20));
  return listed.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a package needs, each name with what it wants of it. */
function listWanted({ dependencies, optionalDependencies, peerDependencies }: LockedPackage): [string, string][] {
  return [dependencies, optionalDependencies, peerDependencies].flatMap((wanted) => Object.entries(wanted ?? {}));
}

/** A range of versions, a tag, or another package by its name; all else is the place of a package. */
function isFromRegistry(wanted: string): boolean {
  return validRange(wanted) !== null || /^(?:npm:.+|[a-z][a-z0-9-]*)$/i.test(wanted);
}

function isPlace(path: string): boolean {
  const [first, ...parts] = `/${path}`.split("/node_modules/");
  return first === "" && parts.length > 0 && parts.every((name) => packageName.test(name));
}

function isAddress(resolved: string): boolean {
  return /^https?:/.test(resolved);
}

/**
 * The part of the lock of a pack's folder that some packages need, as the archive keeps it: without addresses, as every
 * machine has its own registry. Throws `invalid_pack`.
 */
export function pickPackages({ packages }: PackageLock, wanted: readonly string[]): PackageLock {
  const picked: Record<string, LockedPackage> = {};
  const dependencies: Record<string, string> = {};
  const reasons: string[] = [];
  const pending: string[] = [];
  for (const name of wanted) {
    const path = `node_modules/${name}`;
    const version = Object.hasOwn(packages, path) ? packages[path]?.version : undefined;
    if (version === undefined)
      reasons.push(`${name} is not in package-lock.json: run "npm install ${name}" there first`);
    else dependencies[name] = version;
    if (version !== undefined) pending.push(path);
  }
  if (reasons.length > 0) throw invalidPack("package-lock.json", reasons);
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const locked = packages[path];
    if (locked === undefined || path === "" || Object.hasOwn(picked, path)) continue;
    // A lock that a package brings would take the place of this one.
    const { resolved, hasShrinkwrap: _, ...kept } = locked;
    picked[path] = resolved === undefined || isAddress(resolved) ? kept : { ...kept, resolved };
    for (const [name] of listWanted(locked)) pending.push(findFrom(path, { name, packages }));
  }
  const sorted = Object.fromEntries(Object.entries(picked).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { packages: { "": { dependencies }, ...sorted } };
}

export function formatPackageLock({ packages }: PackageLock): string {
  return `${JSON.stringify({ lockfileVersion: 3, requires: true, packages }, undefined, 1)}\n`;
}

/** The name of the package at a place. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
}

/** The place that a package at another place gets one from, as Node looks for it; `""` = there is none. */
function findFrom(from: string, { name, packages }: { name: string } & PackageLock): string {
  for (let base = from; base !== ""; base = base.slice(0, Math.max(0, base.lastIndexOf("/node_modules/")))) {
    const path = `${base}/node_modules/${name}`;
    if (Object.hasOwn(packages, path)) return path;
  }
  return Object.hasOwn(packages, `node_modules/${name}`) ? `node_modules/${name}` : "";
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "./base/Clock.ts";
import { SluiceError } from "./base/SluiceError.ts";
import { readRequirement } from "./model/readRequirement.ts";
import { createPackArchives } from "./packs/archive/createPackArchives.ts";
import { type BuiltPack, buildPack } from "./packs/build/buildPack.ts";
import { createPackEnvironments } from "./packs/environments/createPackEnvironments.ts";
import { bundlePackStep } from "./workers/bundlePackStep.ts";
import { createWorkerPool } from "./workers/createWorkerPool.ts";
import type { ParentPack } from "./workers/extendable.ts";
import { runPackTests } from "./workers/harness/runPackTests.ts";

export { createPackArchives } from "./packs/archive/createPackArchives.ts";
export { writeNewPack } from "./packs/build/writeNewPack.ts";
export type { BuiltPack };

interface BuildOptions {
  out: string;
  clock: Clock;
  cacheFolder: string;
  parents?: readonly string[] | undefined;
  externals?: readonly string[] | undefined;
}

const shippedPacks = fileURLToPath(new URL("steps", import.meta.url));

/**
 * Builds the folder of a SyncPack into an archive below `out`; `cacheFolder` makes the next worker start sooner. `parents`:
 * folders or archives of packs that are not shipped and whose steps it may extend. `externals` as in `buildPack`. Throws `not_found`, and `invalid_pack`
 * with every problem.
 */
export async function buildPackFolder(
  folder: string,
  { out, clock, cacheFolder, parents: given = [], externals = [] }: BuildOptions,
): Promise<BuiltPack> {
  const pool = createWorkerPool({ clock, compileCacheFolder: join(cacheFolder, "node") });
  const shipped = listShippedPacks();
  const others = await openParents(given);
  const parents = [
    ...shipped.filter(({ name }) => others.parents.every((one) => one.name !== name)),
    ...others.parents,
  ];
  try {
    return await buildPack(folder, {
      out,
      externals,
      tools: {
        bundle(path, { requires, ...pack }) {
          const required = new Set(requires.map((text) => readRequirement(text).name));
          return bundlePackStep(path, { ...pack, parents: parents.filter(({ name }) => required.has(name)) });
        },
        manifests: pool,
      },
    });
  } finally {
    await others.close();
    await pool.close();
  }
}

/** Runs the tests of a SyncPack's folder; `quiet`: without their report; `parents` as in `buildPackFolder`. Throws `not_found` without tests. */
export async function testPackFolder(
  folder: string,
  { quiet, parents = [] }: { quiet: boolean; parents?: readonly string[] | undefined },
): Promise<{ files: string[]; passed: boolean }> {
  const others = await openParents(parents);
  try {
    return await runPackTests(folder, { parents: [...listShippedPacks(), ...others.parents], quiet });
  } finally {
    await others.close();
  }
}

/** Packs by their folders or archives; what was unpacked for it goes with `close`. */
async function openParents(paths: readonly string[]): Promise<{ parents: ParentPack[]; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-parents-"));
  const close = () => rm(folder, { recursive: true, force: true });
  const open = async (path: string): Promise<ParentPack> => {
    if (!existsSync(path)) throw new SluiceError("not_found", `There is no SyncPack ${path}.`, { details: { path } });
    if (existsSync(join(path, "meta.json"))) return readParent(resolve(path));
    const archive = await createPackArchives().read(await readFile(path));
    return { name: archive.meta.name, folder: await createPackEnvironments({ folder }).build(archive) };
  };
  try {
    return { parents: await Promise.all(paths.map(open)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function readParent(folder: string): ParentPack {
  const { name } = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as { name: string };
  return { name, folder };
}

function listShippedPacks(): ParentPack[] {
  return readdirSync(shippedPacks, { withFileTypes: true })
    .map((entry) => join(shippedPacks, entry.name))
    .filter((folder) => existsSync(join(folder, "meta.json")))
    .map(readParent);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock } from "./base/Clock.ts";
import { type BuiltPack, buildPack } from "./packs/build/buildPack.ts";
import { bundlePackStep, type ParentPack } from "./workers/bundlePackStep.ts";
import { createWorkerPool } from "./workers/createWorkerPool.ts";
import { runPackTests } from "./workers/harness/runPackTests.ts";

export { createPackArchives } from "./packs/archive/createPackArchives.ts";
export { writeNewPack } from "./packs/build/writeNewPack.ts";
export type { BuiltPack };

const shippedPacks = fileURLToPath(new URL("steps", import.meta.url));

/** Builds the folder of a SyncPack into an archive below `out`; `cacheFolder` makes the next worker start sooner. Throws `not_found`, and `invalid_pack` with every problem. */
export async function buildPackFolder(
  folder: string,
  { out, clock, cacheFolder }: { out: string; clock: Clock; cacheFolder: string },
): Promise<BuiltPack> {
  const pool = createWorkerPool({ clock, compileCacheFolder: join(cacheFolder, "node") });
  const parents = listShippedPacks();
  try {
    return await buildPack(folder, {
      out,
      tools: {
        bundle: (path, { requires, ...pack }) =>
          bundlePackStep(path, { ...pack, parents: parents.filter(({ name }) => requires.includes(name)) }),
        manifests: pool,
        reserved: parents.map(({ name }) => name),
      },
    });
  } finally {
    await pool.close();
  }
}

/** Runs the tests of a SyncPack's folder; `quiet`: without their report. Throws `not_found` without tests. */
export function testPackFolder(
  folder: string,
  { quiet }: { quiet: boolean },
): Promise<{ files: string[]; passed: boolean }> {
  return runPackTests(folder, { parents: listShippedPacks(), quiet });
}

function listShippedPacks(): ParentPack[] {
  return readdirSync(shippedPacks, { withFileTypes: true })
    .map((entry) => join(shippedPacks, entry.name))
    .filter((folder) => existsSync(join(folder, "meta.json")))
    .map((folder) => {
      const { name } = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as { name: string };
      return { name, folder };
    });
}

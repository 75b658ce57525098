import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StepManifest } from "../model/StepManifest.ts";
import type { ManifestCache } from "../service/ports/ClassSources.ts";

/** Counts up when manifests of the same class come to say something else. */
const manifestVersion = 1;

/** Keeps manifests beside the compiled classes, one file per hash; those of packs in a folder of their own. */
export function createManifestCache(folders: { cacheFolder: string; packCacheFolder?: string }): ManifestCache {
  const { cacheFolder, packCacheFolder = cacheFolder } = folders;
  const known = new Map<string, StepManifest>();
  const nameOf = (hash: string): string => `${hash}.manifest-${manifestVersion}.json`;
  const read = (folder: string, hash: string) => readManifest(join(folder, nameOf(hash)), hash);
  return {
    find(hash) {
      const found = known.get(hash) ?? read(packCacheFolder, hash) ?? read(cacheFolder, hash);
      if (found !== undefined) known.set(hash, found);
      return found;
    },
    save(manifest) {
      known.set(manifest.hash, manifest);
      const folder = manifest.syncpack === undefined ? cacheFolder : packCacheFolder;
      const path = join(folder, nameOf(manifest.hash));
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        // Whole or not at all: another process may read it at this moment.
        writeFileSync(`${path}.${process.pid}`, JSON.stringify(manifest), { mode: 0o600 });
        renameSync(`${path}.${process.pid}`, path);
      } catch {
        // The next process reads the class again.
      }
    },
  };
}

function readManifest(path: string, hash: string): StepManifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as StepManifest;
    return manifest.hash === hash ? manifest : undefined;
  } catch {
    return undefined;
  }
}

import { join } from "node:path";
import { rcompare } from "semver";
import type { ClassSource, ClassSources } from "../service/ports/ClassSources.ts";
import type { PackEnvironments } from "../service/ports/PackArchives.ts";
import type { StoredPack, SyncPackRepository } from "../service/ports/SyncPackRepository.ts";

/** Adds the step classes of the installed packs to others; each where its environment has it. */
export function createInstalledSources(
  others: ClassSources,
  { repository, environments }: { repository: SyncPackRepository; environments: PackEnvironments },
): ClassSources {
  let from: StoredPack[] | undefined;
  let listed: ClassSource[] = [];
  return {
    list() {
      const packs = repository.list();
      // The repository gives another list when something changed.
      if (packs !== from)
        listed = packs
          .filter(isInstalled)
          .sort(newestFirst)
          .flatMap((pack) => toSources(pack, environments));
      from = packs;
      return listed.length === 0 ? others.list() : [...others.list(), ...listed];
    },
    read: (path) => others.read(path),
  };
}

const isInstalled = ({ installedAt }: StoredPack): boolean => installedAt !== undefined;

function newestFirst({ contents: a }: StoredPack, { contents: b }: StoredPack): number {
  return a.meta.name === b.meta.name ? rcompare(a.meta.version, b.meta.version) : a.meta.name < b.meta.name ? -1 : 1;
}

function toSources({ contents }: StoredPack, environments: PackEnvironments): ClassSource[] {
  const { meta, hash: archiveHash, steps } = contents;
  const { name, version } = meta;
  const folder = environments.folderOf({ name, version, hash: archiveHash });
  return steps.map(({ file, hash, manifest }) => ({
    file,
    syncpack: name,
    path: join(folder, "steps", `${file}.ts`),
    owner: `the SyncPack ${name} ${version}`,
    installed: { version, hash, manifest, modulePath: join(folder, "modules", `${file}.mjs`), folder },
  }));
}

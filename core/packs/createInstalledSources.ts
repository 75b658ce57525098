import { join } from "node:path";
import { gt, rcompare } from "semver";
import { packEnvironment } from "../model/packEnvironment.ts";
import type { ClassSource, ClassSources } from "../service/ports/ClassSources.ts";
import type { PackEnvironments } from "../service/ports/PackArchives.ts";
import type { StoredPack, SyncPackRepository } from "../service/ports/SyncPackRepository.ts";

/** Adds the step classes of the installed packs to others; each where its environment has it. */
export function createInstalledSources(
  others: ClassSources,
  { repository, environments }: { repository: SyncPackRepository; environments: PackEnvironments },
): ClassSources {
  let from: StoredPack[] | undefined;
  let newer: ClassSource[] = [];
  let older: ClassSource[] = [];
  return {
    list() {
      const packs = repository.list();
      const shipped = others.list();
      // The repository gives another list when something changed.
      if (packs !== from) {
        const listed = packs
          .filter(isInstalled)
          .sort(newestFirst)
          .map((pack) => ({ isNewer: isNewer(pack, shipped), sources: toSources(pack, environments) }));
        newer = listed.flatMap(({ isNewer, sources }) => (isNewer ? sources : []));
        older = listed.flatMap(({ isNewer, sources }) => (isNewer ? [] : sources));
      }
      from = packs;
      return newer.length + older.length === 0 ? shipped : [...newer, ...shipped, ...older];
    },
    read: (path) => others.read(path),
  };
}

const isInstalled = ({ installedAt }: StoredPack): boolean => installedAt !== undefined;

function newestFirst({ contents: a }: StoredPack, { contents: b }: StoredPack): number {
  return a.meta.name === b.meta.name ? rcompare(a.meta.version, b.meta.version) : a.meta.name < b.meta.name ? -1 : 1;
}

/** Whether it comes before what ships under its name. */
function isNewer({ contents: { meta } }: StoredPack, shipped: readonly ClassSource[]): boolean {
  const version = shipped.find(({ syncpack }) => syncpack === meta.name)?.version;
  return version === undefined || gt(meta.version, version);
}

function toSources({ contents }: StoredPack, environments: PackEnvironments): ClassSource[] {
  const { meta, hash: archiveHash, steps } = contents;
  const { name, version } = meta;
  const folder = environments.folderOf({ name, version, hash: archiveHash });
  const environment = packEnvironment(contents);
  return steps.map(({ file, hash, manifest }) => ({
    file,
    syncpack: name,
    version,
    path: join(folder, "steps", `${file}.ts`),
    owner: `the SyncPack ${name} ${version}`,
    installed: { hash, manifest, modulePath: join(folder, "modules", `${file}.mjs`), folder, environment },
  }));
}

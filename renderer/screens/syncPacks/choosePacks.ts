import type { PackVersion } from "../../state/ports/SyncPackPort.ts";

/** A row of the list. */
export interface PackRow {
  pack: PackVersion;
  /** The newest version when another one is in use. */
  newer: PackVersion | undefined;
}

/** What the list shows: of each pack the version in use, else the newest, or each version. `packs`: the oldest version of each first. */
export function choosePacks(
  packs: readonly PackVersion[],
  { search, all }: { search: string; all: boolean },
): readonly PackRow[] {
  const wanted = search.trim().toLowerCase();
  const found = packs.filter((pack) => textOf(pack).includes(wanted));
  if (all) return found.map((pack) => ({ pack, newer: undefined }));
  const names = [...new Set(found.map(({ name }) => name))];
  return names.map((name) => {
    const versions = packs.filter((pack) => pack.name === name);
    const newest = versions.at(-1) as PackVersion;
    const pack = findInUse(packs, name) ?? newest;
    return { pack, newer: pack === newest ? undefined : newest };
  });
}

/** The version of a pack that new runs use; undefined = none is installed. */
export function findInUse(packs: readonly PackVersion[], name: string): PackVersion | undefined {
  return packs.findLast((pack) => pack.name === name && pack.isInstalled);
}

function textOf({ name, friendlyName, summary, tags, steps }: PackVersion): string {
  return [name, friendlyName, summary, ...tags, ...steps].join("\n").toLowerCase();
}

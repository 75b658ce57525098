import { rcompare, satisfies } from "semver";
import { SluiceError } from "../../base/SluiceError.ts";
import { readRequirement } from "../../model/readRequirement.ts";
import type { PackContents } from "../ports/PackArchives.ts";
import type { StoredPack } from "../ports/SyncPackRepository.ts";
import type { SyncPack } from "../ports/SyncPackSource.ts";

/** The packs that are here. */
interface PresentPacks {
  shipped: readonly SyncPack[];
  stored: readonly StoredPack[];
}

/**
 * The packs that `requires_dist` names and that are to be installed before: activated, and no fitting version is installed
 * yet. npm packages that its modules hold are there. Throws `pack_missing` with everything that is not.
 */
export function findRequired({ meta, dependencies }: PackContents, present: PresentPacks): StoredPack[] {
  const reasons: string[] = [];
  const found = meta.requires_dist.flatMap((text): StoredPack[] => {
    const { name, range } = readRequirement(text);
    if (dependencies.some((one) => one.name === name && fits(one.version, range))) return [];
    if (present.shipped.some((one) => one.name === name && fits(one.version, range))) return [];
    const versions = present.stored.filter(({ contents }) => contents.meta.name === name);
    const fitting = versions
      .filter(({ contents }) => fits(contents.meta.version, range))
      .sort((a, b) => rcompare(a.contents.meta.version, b.contents.meta.version));
    if (fitting.some(({ installedAt }) => installedAt !== undefined)) return [];
    const ready = fitting.find(({ activatedAt }) => activatedAt !== undefined);
    if (ready !== undefined) return [ready];
    reasons.push(`${text} (${describe(name, { fitting, versions, shipped: present.shipped })})`);
    return [];
  });
  if (reasons.length === 0) return found;
  const { name, version } = meta;
  const message = `The SyncPack "${name}" ${version} needs what is not here: ${reasons.join("; ")}. Bring that in first.`;
  throw new SluiceError("pack_missing", message, { details: { name, version, missing: reasons } });
}

function describe(
  name: string,
  { fitting, versions, shipped }: { fitting: StoredPack[]; versions: StoredPack[]; shipped: readonly SyncPack[] },
): string {
  const [newest] = fitting;
  if (newest !== undefined) return `${newest.contents.meta.version} is uploaded and not activated yet`;
  const others = [
    ...versions.map(({ contents }) => contents.meta.version),
    ...shipped.flatMap((one) => (one.name === name ? [one.version] : [])),
  ];
  return others.length === 0
    ? "there is no such SyncPack, and no npm package of it in its modules"
    : `here is ${others.join(", ")}`;
}

function fits(version: string, range: string): boolean {
  return satisfies(version, range, { includePrerelease: true });
}

import { ownValue } from "../../core/base/json.ts";
import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { PackVersions } from "../../core/model/readPackVersions.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import type { ClassList } from "../state/ports/ClassPort.ts";

/** What the API answers of a class, as far as it counts here. */
export interface ListedClass {
  name: string;
  syncpack: string | null;
  pack_version: string | null;
  manifest: object | null;
  problem: string | null;
}

interface ListedPack {
  name: string;
  friendly_name: string;
  version: string;
  /** It ships with the program. */
  read_only: boolean;
}

/** The classes of the host: those one can use, and those that it could not read. `list`: of each class the newest version first. */
export function readClassList(list: readonly ListedClass[], packs: readonly ListedPack[]): ClassList {
  const newest = new Map<string, ListedClass>();
  for (const one of list) if (!newest.has(keyOf(one))) newest.set(keyOf(one), one);
  const packOf = new Map(list.map(({ name, syncpack }) => [name, syncpack ?? undefined]));
  const byName = new Map<string, StepManifest>();
  const byVersion = new Map<string, StepManifest>();
  const versions = new Map<StepManifest, string>();
  const problems = new Map<string, string>();
  for (const one of list) {
    if (one.manifest === null) {
      problems.set(`${keyOf(one)}@${one.pack_version}`, one.problem ?? "");
      continue;
    }
    const manifest = fromJsonNames<StepManifest>(one.manifest as never);
    byVersion.set(`${keyOf(one)}@${one.pack_version}`, manifest);
    if (one.pack_version !== null) versions.set(manifest, one.pack_version);
    if (newest.get(keyOf(one)) !== one) continue;
    byName.set(one.name, manifest);
    byName.set(keyOf(one), manifest);
  }
  // Also of a class whose newest version cannot be read: an application may keep another one.
  const keptOf = (file: string, syncpack: string | undefined, kept: PackVersions | undefined) => {
    const pack = syncpack ?? packOf.get(file);
    const wanted = pack === undefined ? undefined : ownValue(kept ?? {}, pack);
    return typeof wanted === "string" ? { pack, key: `${pack}/${file}@${wanted}` } : undefined;
  };
  const shipped = new Map(packs.filter((pack) => pack.read_only).map(({ name, version }) => [name, version]));
  return {
    classes: [...newest.values()].flatMap((one) => byName.get(keyOf(one)) ?? []),
    broken: [...newest.values()].flatMap(({ name, syncpack, manifest, problem }) =>
      manifest === null ? [{ file: name, syncpack: syncpack ?? undefined, problem: problem ?? "" }] : [],
    ),
    packNames: new Map(packs.map(({ name, friendly_name }) => [name, friendly_name])),
    versionOf: (manifest) => versions.get(manifest),
    findKeptProblem(file, syncpack, kept) {
      const wanted = keptOf(file, syncpack, kept);
      return wanted && problems.get(wanted.key);
    },
    manifests(file, syncpack, kept) {
      const wanted = keptOf(file, syncpack, kept);
      if (wanted === undefined) return byName.get(syncpack === undefined ? file : `${syncpack}/${file}`);
      if (problems.has(wanted.key)) return undefined;
      // As the host does: what ships with the program stands in for a version that is gone.
      const { pack = "", key } = wanted;
      return byVersion.get(key) ?? byVersion.get(`${pack}/${file}@${shipped.get(pack)}`);
    },
  };
}

function keyOf({ name, syncpack }: ListedClass): string {
  return `${syncpack ?? ""}/${name}`;
}

import { fromJsonNames } from "../../core/client/fromJsonNames.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import type { ClassList } from "../state/ports/ClassPort.ts";

/** What the API answers of a class, as far as it counts here. */
export interface ListedClass {
  name: string;
  syncpack: string | null;
  manifest: object | null;
  problem: string | null;
}

/** The classes of the host: those one can use, and those that it could not read. */
export function readClassList(
  list: readonly ListedClass[],
  packs: readonly { name: string; friendly_name: string }[],
): ClassList {
  const classes = list.flatMap(({ manifest }) =>
    manifest === null ? [] : [fromJsonNames<StepManifest>(manifest as never)],
  );
  const byName = new Map<string, StepManifest>();
  for (const manifest of classes) {
    byName.set(manifest.file, manifest);
    byName.set(`${manifest.syncpack ?? ""}/${manifest.file}`, manifest);
  }
  return {
    classes,
    broken: list.flatMap(({ name, syncpack, manifest, problem }) =>
      manifest === null ? [{ file: name, syncpack: syncpack ?? undefined, problem: problem ?? "" }] : [],
    ),
    packNames: new Map(packs.map(({ name, friendly_name }) => [name, friendly_name])),
    manifests: (file, syncpack) => byName.get(syncpack === undefined ? file : `${syncpack}/${file}`),
  };
}

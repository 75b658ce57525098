import { ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import { readPackVersions } from "../../model/readPackVersions.ts";
import { replace } from "../configurations/sealConfiguration.ts";
import type { ClassSource } from "../ports/ClassSources.ts";
import { listClasses } from "../uses/readSteps.ts";
import { findSource } from "./findSource.ts";

/**
 * The document as it is published: with the version of each pack that its classes come from in `syncpack_versions`
 * (semantics, section 1), but for those that are only there as they ship with the program. A version that it names stays;
 * else that of `before`, what was published last, while it is there; else the newest. The same document comes back when
 * nothing is to be added.
 */
export function pinPacks(
  document: ApplicationDocument,
  { sources, before }: { sources: readonly ClassSource[]; before?: ApplicationDocument | undefined },
): ApplicationDocument {
  const given = readPackVersions(document) ?? {};
  const kept = { ...(before && readPackVersions(before)), ...given };
  const versions = { ...given };
  const brought = new Set(sources.flatMap(({ syncpack, installed }) => (installed === undefined ? [] : [syncpack])));
  const classes = listClasses(document);
  // Whatever the order: a step that only a newer version has decides nothing for those that an older one is kept for.
  for (const wanted of [kept, given]) {
    for (const { file, syncpack } of classes) {
      const source = findSource(sources, { file, syncpack, versions: wanted });
      if (source?.syncpack === undefined || source.version === undefined) continue;
      if (!brought.has(source.syncpack) || typeof ownValue(versions, source.syncpack) === "string") continue;
      versions[source.syncpack] = source.version;
    }
  }
  const isSame = Object.keys(versions).length === Object.keys(given).length;
  return isSame ? document : replace(document, "syncpack_versions", versions);
}

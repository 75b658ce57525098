import { ownValue } from "../../base/json.ts";
import type { ClassSource } from "../ports/ClassSources.ts";
import type { PackVersions } from "./readPackVersions.ts";

/** By the name of a class, in the version that a document wants of a pack, else in the newest. */
export function findSource(
  sources: readonly ClassSource[],
  { file, syncpack, versions }: { file: string; syncpack: string | undefined; versions?: PackVersions | undefined },
): ClassSource | undefined {
  return sources.find((source) => {
    if (source.file !== file || (syncpack !== undefined && source.syncpack !== syncpack)) return false;
    const wanted = source.syncpack === undefined ? undefined : ownValue(versions ?? {}, source.syncpack);
    // What ships with the program has one version, whatever a document was published with.
    return source.installed === undefined || typeof wanted !== "string" || source.installed.version === wanted;
  });
}

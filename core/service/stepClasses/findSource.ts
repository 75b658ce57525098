import { ownValue } from "../../base/json.ts";
import type { PackVersions } from "../../model/readPackVersions.ts";
import type { ClassSource } from "../ports/ClassSources.ts";

/**
 * By the name of a class, in the version that a document wants of its pack, in the newest when it wants none. A version that is
 * not there any more, as it was removed or shipped with another version of the program, falls back to what ships with this one.
 */
export function findSource(
  sources: readonly ClassSource[],
  { file, syncpack, versions }: { file: string; syncpack: string | undefined; versions?: PackVersions | undefined },
): ClassSource | undefined {
  const found = sources.filter((source) => source.file === file && (syncpack ?? source.syncpack) === source.syncpack);
  const [newest] = found;
  const wanted = newest?.syncpack === undefined ? undefined : ownValue(versions ?? {}, newest.syncpack);
  if (typeof wanted !== "string") return newest;
  return found.find(({ version }) => version === wanted) ?? found.find(({ installed }) => installed === undefined);
}

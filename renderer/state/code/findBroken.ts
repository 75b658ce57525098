import type { PackVersions } from "../../../core/model/readPackVersions.ts";
import type { BrokenClass, ClassList } from "../ports/ClassPort.ts";

/** The class that a step means, when it is there and could not be read: in the version that `versions` names, else in the newest. */
export function findBroken(
  { broken, findKeptProblem }: Pick<ClassList, "broken" | "findKeptProblem">,
  {
    file,
    syncpack,
    versions = {},
  }: { file: string; syncpack?: string | undefined; versions?: PackVersions | undefined },
): BrokenClass | undefined {
  const problem = findKeptProblem(file, syncpack, versions);
  if (problem !== undefined) return { file, syncpack, problem };
  return broken.find((one) => one.file === file && (syncpack === undefined || one.syncpack === syncpack));
}

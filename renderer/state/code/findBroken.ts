import type { BrokenClass, ClassList } from "../ports/ClassPort.ts";

/** The class that a step means, when it is there and could not be read. */
export function findBroken(
  { broken }: Pick<ClassList, "broken">,
  { file, syncpack }: { file: string; syncpack?: string | undefined },
): BrokenClass | undefined {
  return broken.find((one) => one.file === file && (syncpack === undefined || one.syncpack === syncpack));
}

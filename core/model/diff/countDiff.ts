import type { DocumentDiff } from "./DocumentDiff.ts";

/** How many differences there are, as a list of them shows. */
export function countDiff({ logic, layout }: DocumentDiff): number {
  return logic.length + layout.length;
}

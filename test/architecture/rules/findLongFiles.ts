import type { Exception } from "../importTable.ts";
import type { Tree } from "./Tree.ts";

/** Files over the limit of lines, and exceptions that are no longer needed, as sentences. */
export function findLongFiles(tree: Tree, { limit, exceptions }: { limit: number; exceptions: Exception[] }): string[] {
  const long = new Map<string, number>();
  for (const path of tree.sources()) {
    const lines = (tree.files.get(path) ?? "").replace(/\n$/, "").split("\n").length;
    if (lines > limit) long.set(path, lines);
  }
  const excused = new Set(exceptions.map((exception) => exception.path));
  return [
    ...[...long]
      .filter(([path]) => !excused.has(path))
      .map(([path, lines]) => `${path} has ${lines} lines of ${limit}`),
    ...[...excused].filter((path) => !long.has(path)).map((path) => `${path} needs no exception any more`),
  ];
}

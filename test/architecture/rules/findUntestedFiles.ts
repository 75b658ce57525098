import { basename } from "node:path/posix";
import type { Exception, Room } from "../importTable.ts";
import { roomOf } from "./findForbiddenImports.ts";
import { maskSource } from "./maskSource.ts";
import type { Tree } from "./Tree.ts";

/**
 * Files of core with code that no test covers: a test imports the file, or names it where it is loaded by name,
 * or imports a file of the same room that reaches it. Files of types alone need none.
 */
export function findUntestedFiles(
  tree: Tree,
  { table, exceptions }: { table: Room[]; exceptions: Exception[] },
): string[] {
  const covered = reachWithinRooms(tree, { table, start: [...importedByTests(tree), ...namedByTests(tree)] });
  const excused = new Set(exceptions.map((exception) => exception.path));
  const sources = tree.sources().filter((path) => path.startsWith("core/") && hasCode(tree.files.get(path) ?? ""));
  return [
    ...sources.filter((path) => !covered.has(path) && !excused.has(path)).map((path) => `${path} has no test`),
    ...[...excused].filter((path) => covered.has(path)).map((path) => `${path} needs no exception any more`),
  ];
}

function importedByTests(tree: Tree): string[] {
  return tree.edges
    .filter((edge) => edge.from.startsWith("test/") && !edge.isType)
    .flatMap((edge) => (edge.to === undefined ? [] : [edge.to]));
}

// Steps, children of the pool and the program itself are started by name, not imported.
function namedByTests(tree: Tree): string[] {
  const text = tree
    .sources()
    .filter((path) => path.startsWith("test/"))
    .map((path) => tree.files.get(path) ?? "")
    .join("\n");
  return tree.sources().filter((path) => {
    if (/^core\/steps\/[^/]+\/steps\//.test(path)) return new RegExp(`\\b${stem(path)}\\b`).test(text);
    return path.startsWith("core/") && text.includes(`/${path.slice("core/".length)}"`);
  });
}

function reachWithinRooms(tree: Tree, { table, start }: { table: Room[]; start: string[] }): Set<string> {
  const reached = new Set<string>();
  const open = [...start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const room = roomOf(path, table);
    for (const edge of tree.edgesOf(path)) {
      if (!edge.isType && edge.to !== undefined && roomOf(edge.to, table) === room) open.push(edge.to);
    }
  }
  return reached;
}

/** Whether anything of a file is there when it runs. */
function hasCode(source: string): boolean {
  const code = maskSource(source, { literals: true });
  return (
    /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function|class|abstract\s+class|const|let)\b/m.test(code) ||
    /^(?:await|if|[\w$.]+\()/m.test(code)
  );
}

function stem(path: string): string {
  return basename(path).replace(/\.[^.]*$/, "");
}

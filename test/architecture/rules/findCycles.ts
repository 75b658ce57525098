import type { Tree } from "./Tree.ts";

/** Cycles of imports that exist when the code runs, each as `a.ts -> b.ts -> a.ts`; one per group of files that reach each other. */
export function findImportCycles(tree: Tree): string[] {
  const graph = new Map<string, string[]>();
  for (const path of tree.sources()) {
    const targets = tree.edgesOf(path).flatMap((edge) => (edge.isType || edge.to === undefined ? [] : [edge.to]));
    graph.set(path, targets);
  }
  return findCycles(graph).map((cycle) => cycle.join(" -> "));
}

/** One cycle through each node that first closes one in a walk over the graph. */
function findCycles(graph: Map<string, string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): void => {
    if (done.has(node)) return;
    const start = path.indexOf(node);
    if (start >= 0) {
      cycles.push([...path.slice(start), node]);
      return;
    }
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return cycles;
}

import type { StepView } from "../../model/ApplicationDocument.ts";

/** One line of the tree: a step and the lines that lead to it. */
export interface TreeLine {
  step: string;
  prefix: string;
}

interface Node {
  name: string;
  children: Node[];
  producers: Node[];
  /** The step that every way to this one passes last. */
  dominator: Node | undefined;
  depth: number;
}

/**
 * Lays a graph out as lines: a chain keeps its indentation, a fan-out is a group of branches, and a join follows below
 * the branches at the indentation of the step where they parted. Steps on a cycle, which never run, come last.
 */
export function layoutTree(steps: readonly StepView[]): TreeLine[] {
  const order = sortTopologically(steps);
  const root: Node = { name: "", children: [], producers: [], dominator: undefined, depth: 0 };
  for (const node of order) {
    const [first = root, ...others] = node.producers;
    node.dominator = others.reduce(meet, first);
    node.depth = node.dominator.depth + 1;
    node.dominator.children.push(node);
  }
  const lines: TreeLine[] = [];
  addGroup({ nodes: root.children, prefix: "", isTop: true, lines });
  const placed = new Set(lines.map((line) => line.step));
  return [...lines, ...steps.filter((step) => !placed.has(step.name)).map((step) => ({ step: step.name, prefix: "" }))];
}

/** The nearest common step of two in the tree of dominators; at last the root, which stands for the start of the run. */
function meet(a: Node, b: Node): Node {
  let [left, right] = [a, b];
  while (left !== right) {
    if (left.depth >= right.depth) left = left.dominator ?? right;
    else right = right.dominator ?? left;
  }
  return left;
}

interface Group {
  nodes: Node[];
  prefix: string;
  isTop: boolean;
  lines: TreeLine[];
}

function addGroup({ nodes, prefix, isTop, lines }: Group): void {
  const branches = nodes.filter((node) => node.producers.length < 2);
  const joins = nodes.filter((node) => node.producers.length >= 2);
  for (const [index, branch] of branches.entries()) {
    const isLast = index === branches.length - 1;
    if (isTop) addChain({ node: branch, first: prefix, rest: prefix, lines });
    else
      addChain({
        node: branch,
        first: `${prefix}${isLast ? "└─ " : "├─ "}`,
        rest: `${prefix}${isLast ? "   " : "│  "}`,
        lines,
      });
  }
  for (const join of joins) addChain({ node: join, first: prefix, rest: prefix, lines });
}

/** A step and all it dominates; a single successor goes on at the same indentation. */
function addChain(chain: { node: Node; first: string; rest: string; lines: TreeLine[] }): void {
  const { rest, lines } = chain;
  let node: Node | undefined = chain.node;
  let prefix = chain.first;
  while (node !== undefined) {
    lines.push({ step: node.name, prefix });
    prefix = rest;
    const [only, ...more]: Node[] = node.children;
    if (more.length > 0) addGroup({ nodes: node.children, prefix: rest, isTop: false, lines });
    node = more.length > 0 ? undefined : only;
  }
}

function sortTopologically(steps: readonly StepView[]): Node[] {
  const nodes = new Map(
    steps.map((step): [string, Node] => [
      step.name,
      { name: step.name, children: [], producers: [], dominator: undefined, depth: 0 },
    ]),
  );
  const targets = (name: string): Node[] => {
    const view = byName.get(name);
    const names = new Set([...(view?.outputTo ?? []), ...(view?.errorTo ?? [])]);
    return [...names].flatMap((target) => nodes.get(target) ?? []);
  };
  const byName = new Map(steps.map((step) => [step.name, step]));
  for (const node of nodes.values()) for (const target of targets(node.name)) target.producers.push(node);
  const waits = new Map([...nodes.values()].map((node) => [node, node.producers.length]));
  const order = [...nodes.values()].filter((node) => node.producers.length === 0);
  for (const node of order) {
    for (const target of targets(node.name)) {
      const left = (waits.get(target) ?? 0) - 1;
      waits.set(target, left);
      if (left === 0) order.push(target);
    }
  }
  return order;
}

import type { Flow, FlowGroup } from "./Flow.ts";

/** How the groups of a flow lie in each other. A group that holds itself counts as one that lies nowhere. */
export class GroupTree {
  private readonly groups: ReadonlyMap<string, FlowGroup>;
  private readonly children: ReadonlyMap<string | undefined, readonly FlowGroup[]>;
  private readonly groupOfStep = new Map<string, FlowGroup>();

  constructor(groups: readonly FlowGroup[]) {
    this.groups = new Map(groups.map((group) => [group.id, group]));
    this.children = Map.groupBy(groups, ({ parent }) => parent);
    for (const group of groups) for (const step of group.steps) this.groupOfStep.set(step, group);
  }

  /** The group and those around it, from the inside. */
  around(group: FlowGroup | undefined): FlowGroup[] {
    const found: FlowGroup[] = [];
    for (let at = group; at !== undefined && !found.includes(at); ) {
      found.push(at);
      at = at.parent === undefined ? undefined : this.groups.get(at.parent);
    }
    return found;
  }

  /** The innermost group of a step. */
  groupOf(step: string): FlowGroup | undefined {
    return this.groupOfStep.get(step);
  }

  /** The outermost folded group that hides a step. */
  foldOf(step: string): FlowGroup | undefined {
    return this.around(this.groupOf(step)).findLast(({ folded }) => folded);
  }

  /** How many groups lie around a group. */
  depth(group: FlowGroup): number {
    return this.around(group).length - 1;
  }

  /** A group and all in it. */
  within(id: string): FlowGroup[] {
    const found: FlowGroup[] = [];
    const open = [this.groups.get(id)];
    for (let group = open.pop(); group !== undefined; group = open.pop()) {
      if (found.includes(group)) continue;
      found.push(group);
      open.push(...(this.children.get(group.id) ?? []));
    }
    return found;
  }

  /** The ids of all steps in a group and in the groups in it. */
  stepsIn(id: string): Set<string> {
    return new Set(this.within(id).flatMap(({ steps }) => steps));
  }
}

const trees = new WeakMap<readonly FlowGroup[], GroupTree>();

/** The tree of a flow; the same one as long as its groups are the same list. */
export function groupTreeOf({ groups }: Pick<Flow, "groups">): GroupTree {
  const known = trees.get(groups);
  if (known !== undefined) return known;
  const tree = new GroupTree(groups);
  trees.set(groups, tree);
  return tree;
}

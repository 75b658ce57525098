import type { Flow, FlowGroup, FlowStep } from "./Flow.ts";
import { groupTreeOf } from "./GroupTree.ts";

/** A line of the outline: a group, or a step (then `group` is the one it lies in). */
export type OutlineItem = { depth: number } & (
  | { step: FlowStep; group: FlowGroup | undefined }
  | { step: undefined; group: FlowGroup }
);

/** Groups and steps in the order of the document; a group stands where its first step is, what is folded is left out. */
export function listOutline(flow: Flow): OutlineItem[] {
  const tree = groupTreeOf(flow);
  const begun = new Set<FlowGroup>();
  const found: OutlineItem[] = [];
  // Steps of one group stand together, however the document mixes them.
  const add = (group: FlowGroup): void => {
    if (begun.has(group)) return;
    begun.add(group);
    const depth = tree.depth(group);
    found.push({ step: undefined, group, depth });
    if (group.folded) {
      for (const inner of tree.within(group.id)) begun.add(inner);
      return;
    }
    const inside = tree.stepsIn(group.id);
    for (const step of flow.steps) {
      if (!inside.has(step.id)) continue;
      const own = tree.groupOf(step.id);
      if (own === group) found.push({ step, group, depth: depth + 1 });
      else addOuter(step, group);
    }
  };
  const addOuter = (step: FlowStep, within: FlowGroup | undefined): void => {
    const around = tree.around(tree.groupOf(step.id));
    const outermost = within === undefined ? around.at(-1) : around[around.indexOf(within) - 1];
    if (outermost !== undefined) add(outermost);
  };
  for (const step of flow.steps) {
    if (tree.groupOf(step.id) === undefined) found.push({ step, group: undefined, depth: 0 });
    else addOuter(step, undefined);
  }
  return found;
}

import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { Flow, FlowGroup } from "../flow/Flow.ts";
import { groupTreeOf } from "../flow/GroupTree.ts";
import type { Selection } from "../session/SessionState.ts";

export interface NewGroup {
  flow: Flow;
  selection: Pick<Selection, "steps" | "groups">;
  id: string;
  title: string;
}

/**
 * The operations that put what is selected into a new group. Selected groups lie in it as a whole; it lies itself in
 * the group around all of them, if there is one. A group that is left without anything goes.
 */
export function createGroup({ flow, selection, id, title }: NewGroup): EditOperation[] {
  const tree = groupTreeOf(flow);
  const inner = flow.groups.filter(
    (group) =>
      selection.groups.has(group.id) &&
      !tree
        .around(group)
        .slice(1)
        .some((one) => selection.groups.has(one.id)),
  );
  const carried = new Set(inner.flatMap((group) => [...tree.stepsIn(group.id)]));
  const steps = flow.steps.filter((step) => selection.steps.has(step.id) && !carried.has(step.id));
  const taken = new Set(steps.map((step) => step.id));
  const outer = [...inner.map((group) => tree.around(group)[1]), ...steps.map((step) => tree.groupOf(step.id))];
  const isEmptied = (group: FlowGroup): boolean =>
    group.steps.every((step) => taken.has(step)) &&
    flow.groups.every((one) => one.parent !== group.id || inner.includes(one));
  // The group around all of it, unless nothing would be left there.
  const [first] = outer;
  const parent = outer.every((group) => group === first)
    ? tree.around(first).find((one) => !isEmptied(one))
    : undefined;
  const left = flow.groups.flatMap((group): EditOperation[] => {
    const kept = group.steps.filter((step) => !taken.has(step));
    if (kept.length === group.steps.length) return [];
    if (isEmptied(group)) return [{ op: "removeGroup", id: group.id }];
    return [{ op: "setGroup", id: group.id, key: "steps", value: kept }];
  });
  const group = { id, title, colour: "", steps: [...taken], folded: false };
  return [
    ...left,
    { op: "addGroup", group: parent === undefined ? group : { ...group, parent: parent.id } },
    ...inner.map((one): EditOperation => ({ op: "setGroup", id: one.id, key: "parent", value: id })),
  ];
}

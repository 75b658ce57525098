import type { LayoutGroup } from "./layoutItems.ts";

/** The groups with nothing in them but chosen steps. */
export function findWholeGroups(groups: readonly LayoutGroup[], chosen: ReadonlySet<string>): LayoutGroup[] {
  const stepsIn = (group: LayoutGroup, seen: ReadonlySet<string>): string[] => [
    ...group.steps,
    ...groups
      .filter(({ id, parent }) => parent === group.id && !seen.has(id))
      .flatMap((inner) => stepsIn(inner, new Set([...seen, inner.id]))),
  ];
  return groups.filter((group) => {
    const steps = stepsIn(group, new Set([group.id]));
    return steps.length > 0 && steps.every((id) => chosen.has(id));
  });
}

/** The group around all chosen steps and the whole groups among them; undefined = they are not in one. */
export function findOuterGroup(groups: readonly LayoutGroup[], chosen: ReadonlySet<string>): LayoutGroup | undefined {
  const whole = findWholeGroups(groups, chosen);
  const wholeIds = new Set(whole.map(({ id }) => id));
  const grouped = new Set(whole.flatMap(({ steps }) => steps));
  const top = whole.filter(({ parent }) => parent === undefined || !wholeIds.has(parent));
  return groups.find(
    ({ id, steps }) =>
      !wholeIds.has(id) &&
      [...chosen].every((step) => grouped.has(step) || steps.includes(step)) &&
      top.every(({ parent }) => parent === id) &&
      (top.length > 0 || steps.some((step) => chosen.has(step))),
  );
}

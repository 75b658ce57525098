import type { Sides } from "./Merge.ts";

/**
 * The order of what is left: that of the side that moved something, with what only the other side has after the item it
 * follows there. `choose` says which side counts when both moved something differently.
 */
export function mergeOrder(
  { base, theirs, mine }: Sides<readonly string[]>,
  { kept, choose }: { kept: ReadonlySet<string>; choose: () => "mine" | "theirs" },
): string[] {
  const sets = [base, theirs, mine].map((list) => new Set(list));
  const inAll = (id: string): boolean => sets.every((set) => set.has(id));
  const common = (list: readonly string[]): string => JSON.stringify(list.filter(inAll));
  const [before, there, here] = [common(base), common(theirs), common(mine)];
  const side = there === before || there === here ? "mine" : here === before ? "theirs" : choose();
  const [first, second] = side === "mine" ? [mine, theirs] : [theirs, mine];
  const order = first.filter((id) => kept.has(id));
  const known = new Set(order);
  let previous: string | undefined;
  for (const id of second) {
    if (kept.has(id) && !known.has(id)) {
      order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, id);
      known.add(id);
    }
    if (known.has(id)) previous = id;
  }
  return order;
}

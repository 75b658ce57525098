import type { ConnectionItem } from "../../state/ports/NamesPort.ts";

/** The connections that fit, as rows of a list; without kinds all do. What is chosen is among them, whether it fits or not. */
export function toConnectionRows(
  connections: readonly ConnectionItem[],
  { kinds, chosen }: { kinds: readonly string[]; chosen: string },
): { value: string; label: string }[] {
  const fitting = connections.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const rows = fitting.map(({ name, friendlyName }) => ({
    value: name,
    label: friendlyName === "" || friendlyName === name ? name : `${friendlyName} (${name})`,
  }));
  const isKnown = chosen === "" || rows.some(({ value }) => value === chosen);
  return isKnown ? rows : [...rows, { value: chosen, label: chosen }];
}

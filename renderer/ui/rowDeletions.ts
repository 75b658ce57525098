/** What deletes the row of a table, by the button of its menu. */
const deletions = new WeakMap<Element, () => void>();

/** Says what deletes the row in which a button is; undefined = nothing does. */
export function setDeletion(button: Element, deletion: (() => void) | undefined): void {
  if (deletion === undefined) deletions.delete(button);
  else deletions.set(button, deletion);
}

/** What deletes the row in which an element is; undefined = it is in none, or the row stays. */
export function findDeletion(element: Element | null): (() => void) | undefined {
  const buttons = element?.closest("tr")?.querySelectorAll("button") ?? [];
  return [...buttons].map((button) => deletions.get(button)).find((deletion) => deletion !== undefined);
}

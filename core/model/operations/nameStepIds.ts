import { ownValue } from "../../base/json.ts";
import { listEntries } from "../readApplication.ts";
import type { EditState } from "./EditState.ts";

/** Ids by step name, as the store keeps them; of two steps of one name the first counts, one without a name has no place. */
export function nameStepIds({ document, stepIds }: EditState): Record<string, string> {
  const ids = new Map<string, string>();
  listEntries(document).forEach((entry, index) => {
    const name = ownValue(entry, "name");
    const id = stepIds[index];
    if (typeof name === "string" && name !== "" && id !== undefined && !ids.has(name)) ids.set(name, id);
  });
  // Built from entries, so that a step called `__proto__` is one.
  return Object.fromEntries(ids);
}

import { isJsonObject, ownValue } from "../../base/json.ts";
import { listEntries, readText } from "../readApplication.ts";
import type { EditState } from "./EditState.ts";
import { nameStepIds } from "./nameStepIds.ts";

/**
 * Reads what groups and notes of a layout call a step: gives its id. A layout from elsewhere may say its name, or an id that
 * means something only beside `layout.steps`. What means no step comes back as it is.
 */
export function createMemberReader(state: EditState): (member: string) => string {
  const known = new Set(state.stepIds);
  let ids: ReadonlyMap<string, string> | undefined;
  return (member) => {
    if (known.has(member)) return member;
    ids ??= readNames(state);
    return ids.get(member) ?? member;
  };
}

function readNames(state: EditState): Map<string, string> {
  const ids = new Map(Object.entries(nameStepIds(state)));
  const layout = ownValue(state.document, "layout");
  const positions = isJsonObject(layout) ? listEntries(layout) : [];
  for (const position of positions) {
    const id = ids.get(readText(position, "step") ?? "");
    const foreign = readText(position, "id");
    if (id !== undefined && foreign !== undefined) ids.set(foreign, id);
  }
  return ids;
}

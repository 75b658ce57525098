import type { JsonObject } from "../../../core/base/json.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";

/** A document of steps by name; each entry may add keys. Ids are `id-NAME`. */
export function buildEditState(steps: Record<string, JsonObject>, rest: JsonObject = {}): EditState {
  const entries = Object.keys(steps).map((name): JsonObject => ({ name, file: "Log", ...steps[name] }));
  return {
    document: { name: "app", steps: entries, ...rest },
    stepIds: Object.keys(steps).map((name) => `id-${name}`),
  };
}

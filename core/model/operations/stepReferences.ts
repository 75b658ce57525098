import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import { readText } from "../readApplication.ts";
import type { StepManifest } from "../StepManifest.ts";
import { declaredNames, findOwnStepKey } from "../stepKeys.ts";
import type { Edit } from "./Edit.ts";
import { getStepEntry } from "./EditState.ts";

export interface ReferenceChange {
  name: string;
  /** The new name; undefined removes the references. */
  to: string | undefined;
  /** A step whose own keys are left alone. */
  except?: string;
}

/**
 * Replaces or removes a step's name wherever other entries mean that step: edges of both sides, error edges, routes,
 * and parameters of kind step. A list that becomes empty is removed with its key.
 */
export function replaceReferences(edit: Edit, change: ReferenceChange): void {
  for (const step of edit.state.stepIds) {
    if (step === change.except) continue;
    const entry = getStepEntry(edit.state, step);
    const file = readText(entry, "file");
    const manifest = file === undefined ? undefined : edit.manifests(file, readText(entry, "syncpack"));
    for (const [key, value] of listChanged(entry, manifest, change))
      edit.setKey({ list: "steps", id: step }, key, value);
  }
}

function listChanged(
  entry: JsonObject,
  manifest: StepManifest | undefined,
  change: ReferenceChange,
): [string, JsonValue | undefined][] {
  const declared = declaredNames(manifest);
  const changed: [string, JsonValue | undefined][] = [];
  for (const key of ["output_to", "data_from"]) {
    const list = ownValue(entry, key);
    if (Array.isArray(list) && list.includes(change.name)) changed.push([key, replaceInList(list, change)]);
  }
  const errorTo = findOwnStepKey(entry, "error_to", declared);
  if (Array.isArray(errorTo) && errorTo.includes(change.name))
    changed.push(["error_to", replaceInList(errorTo, change)]);
  const routes = findOwnStepKey(entry, "routes", declared);
  if (isJsonObject(routes) && Object.values(routes).some((list) => Array.isArray(list) && list.includes(change.name))) {
    changed.push(["routes", replaceInRoutes(routes, change)]);
  }
  if (change.to !== undefined) {
    for (const parameter of manifest?.parameters ?? []) {
      if (parameter.kind !== "step") continue;
      const value = ownValue(entry, parameter.name);
      if (value === change.name) changed.push([parameter.name, change.to]);
      else if (Array.isArray(value) && value.includes(change.name)) {
        changed.push([parameter.name, replaceInList(value, change)]);
      }
    }
  }
  return changed;
}

/** A list of names with one replaced or taken out; undefined when nothing is left. */
export function replaceInList(list: readonly JsonValue[], { name, to }: ReferenceChange): JsonValue[] | undefined {
  const replaced = list.flatMap((item) => (item !== name ? [item] : to === undefined ? [] : [to]));
  return replaced.length === 0 ? undefined : replaced;
}

/** Routes with one name replaced or taken out; an output that is left without steps goes, undefined when none is left. */
export function replaceInRoutes(routes: JsonObject, change: ReferenceChange): JsonObject | undefined {
  const replaced: JsonObject = {};
  for (const output of Object.keys(routes)) {
    const list = routes[output];
    const hit = Array.isArray(list) && list.includes(change.name);
    const value = hit ? replaceInList(list, change) : list;
    if (value !== undefined) setOwn(replaced, output, value);
  }
  return Object.keys(replaced).length === 0 ? undefined : replaced;
}

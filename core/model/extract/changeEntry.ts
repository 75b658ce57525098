import { isJsonEqual, isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import type { EditOperation } from "../operations/EditOperation.ts";
import { declaredNames, getStepKeyMeaning, isStepBaseKey } from "../stepKeys.ts";
import type { GraphStep } from "./StepGraph.ts";

/** The operations that make the entry of a step another one; its name stays. */
export function changeEntry(step: string, from: JsonObject, to: JsonObject): EditOperation[] {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  keys.delete("name");
  return [...keys].flatMap((key): EditOperation[] => {
    const value = ownValue(to, key);
    if (isJsonEqual(ownValue(from, key), value)) return [];
    const given = value === undefined ? {} : { value };
    return isStepBaseKey(key)
      ? [{ op: "setBase", step, key, ...given }]
      : [{ op: "setParameter", step, path: [key], ...given }];
  });
}

type EdgeKey = "output_to" | "data_from" | "error_to" | "routes";

/** What the lists of an entry hold instead of each name; no name = it is left out. */
export type MapName = (name: string, key: EdgeKey) => readonly string[];

/** The entry of a step whose edges lead elsewhere. Lists that become empty go with their key; other values stay as written. */
export function mapEdges({ entry, manifest }: Pick<GraphStep, "entry" | "manifest">, map: MapName): JsonObject {
  const declared = declaredNames(manifest);
  const copy: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const value = entry[key];
    const mapped =
      isEdgeKey(key) && getStepKeyMeaning(key, value, declared) === "base" ? mapKey(value, key, map) : value;
    if (mapped !== undefined) setOwn(copy, key, mapped);
  }
  return copy;
}

/** An entry that also leads to some steps. */
export function withOutputs(entry: JsonObject, names: readonly string[]): JsonObject {
  const list = ownValue(entry, "output_to");
  const present = Array.isArray(list) ? list : [];
  const missing = names.filter((name) => !present.includes(name));
  return missing.length === 0 ? entry : { ...entry, output_to: [...present, ...missing] };
}

function isEdgeKey(key: string): key is EdgeKey {
  return key === "output_to" || key === "data_from" || key === "error_to" || key === "routes";
}

function mapKey(value: JsonValue | undefined, key: EdgeKey, map: MapName): JsonValue | undefined {
  if (Array.isArray(value)) {
    const names = value.flatMap((item): JsonValue[] => (typeof item === "string" ? [...map(item, key)] : [item]));
    return names.length === 0 ? undefined : [...new Set(names)];
  }
  if (key !== "routes" || !isJsonObject(value)) return value;
  const routes: JsonObject = {};
  for (const output of Object.keys(value)) {
    const list = mapKey(value[output], key, map);
    if (list !== undefined) setOwn(routes, output, list);
  }
  return Object.keys(routes).length === 0 ? undefined : routes;
}

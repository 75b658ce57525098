import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";

/** Keys of a step entry that hold names of other steps. */
export const edgeKeys: readonly string[] = ["output_to", "data_from", "error_to", "routes"];

/** A step entry with the names in its edges and routes replaced; what is no list of names stays as it is. */
export function translateEdges(entry: JsonObject, translate: (name: string) => string): JsonObject {
  const result: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const value = ownValue(entry, key) ?? null;
    setOwn(result, key, edgeKeys.includes(key) ? translateValue(value, translate) : value);
  }
  return result;
}

function translateValue(value: JsonValue, translate: (name: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((name) => (typeof name === "string" ? translate(name) : name));
  if (!isJsonObject(value)) return value;
  const routes: JsonObject = {};
  for (const output of Object.keys(value)) {
    const list = ownValue(value, output) ?? null;
    setOwn(routes, output, Array.isArray(list) ? translateValue(list, translate) : list);
  }
  return routes;
}

import { isJsonObject, type JsonObject, ownValue } from "../../../core/base/json.ts";

/** The entry of an application variable; of two of one name the first. */
export function findVariable(document: JsonObject, name: string): JsonObject | undefined {
  const list = ownValue(document, "app_variables");
  return (Array.isArray(list) ? list : []).filter(isJsonObject).find((entry) => ownValue(entry, "name") === name);
}

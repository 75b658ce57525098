import { type JsonValue, stringifyJson } from "../../base/json.ts";

/** A cell of a report as text: nothing for no value, lists and objects as JSON. */
export function showValue(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : stringifyJson(value);
}

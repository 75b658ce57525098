import { isJsonObject, type JsonObject, ownValue } from "../base/json.ts";
import { listReferences } from "./configurationReferences.ts";
import { readText } from "./readApplication.ts";

/** The connection that the way of another one leads through (its variable `tunnel`), with its place; undefined = none that is known before a run. */
export function readTunnel(document: JsonObject): { connection: string; index: number } | undefined {
  if (readText(document, "connection") === undefined) return undefined;
  const data = ownValue(document, "configuration_data");
  const entries = Array.isArray(data) ? data : [];
  const index = entries.findIndex((entry) => isJsonObject(entry) && ownValue(entry, "name") === "tunnel");
  const entry = entries[index];
  if (!isJsonObject(entry) || ownValue(entry, "encrypted")) return undefined;
  const value = ownValue(entry, "value");
  if (typeof value !== "string" || value === "" || listReferences(value).length > 0) return undefined;
  return { connection: value, index };
}

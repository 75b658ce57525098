import { isJsonObject, type JsonValue, stringifyJson } from "../../../core/base/json.ts";

/** A short text by which a value is known again: the same for equal values, in whatever order their keys are. */
export function hashJson(value: JsonValue | undefined): string {
  const text = value === undefined ? "" : stringifyJson(toSorted(value));
  // FNV-1a.
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${text.length.toString(36)}.${(hash >>> 0).toString(36)}`;
}

function toSorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(toSorted);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, toSorted(one)]));
}

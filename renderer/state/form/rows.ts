import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../../core/base/json.ts";

/** One row of a mapping. */
export interface MappingRow {
  key: string;
  value: JsonValue;
}

/** The rows of a mapping as written, an object or a list of `{key, value}`; undefined = something else. */
export function readMapping(value: JsonValue | undefined): MappingRow[] | undefined {
  if (value === undefined || value === null || value === "") return [];
  if (isJsonObject(value)) return Object.keys(value).map((key) => ({ key, value: value[key] ?? null }));
  if (!Array.isArray(value)) return undefined;
  const rows = value.map((row) => {
    const key = isJsonObject(row) ? ownValue(row, "key") : undefined;
    return isJsonObject(row) && typeof key === "string" ? { key, value: ownValue(row, "value") ?? null } : undefined;
  });
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

/** Rows in the form that was there before; an object holds no row without a name, and of two equal names the later. */
export function writeMapping(rows: readonly MappingRow[], before: JsonValue | undefined): JsonValue | undefined {
  const named = rows.filter(({ key }) => key !== "");
  if (named.length === 0) return undefined;
  if (Array.isArray(before)) return named.map(({ key, value }) => ({ key, value }));
  const mapping: JsonObject = {};
  for (const { key, value } of named) setOwn(mapping, key, value);
  return mapping;
}

/** A name that two rows have. */
export function findDuplicate(rows: readonly MappingRow[]): string | undefined {
  const seen = new Set<string>();
  for (const { key } of rows) {
    if (key !== "" && seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}

/** The items of a list as written; text of several lines is one item per line; undefined = something else. */
export function readItems(value: JsonValue | undefined): JsonValue[] | undefined {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return undefined;
  return value.split(/\r?\n/).filter((line) => line.trim() !== "");
}

/** No items left is no value. */
export function writeItems(items: readonly JsonValue[]): JsonValue | undefined {
  const kept = items.filter((item) => item !== "");
  return kept.length === 0 ? undefined : kept;
}

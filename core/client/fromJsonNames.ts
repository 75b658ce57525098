import type { JsonNames } from "../api/json/toJsonNames.ts";

const opaqueKeys = new Set([
  "value",
  "sample_value",
  "default_value",
  "equals",
  "row",
  "data",
  "document",
  "operations",
]);
const timeKey = /^(at|time|until|began|\w+_at)$/;

/** A record of the API as the model has it: keys in camelCase, times in ms since the epoch. The inverse of `toJsonNames`. */
export function fromJsonNames<T>(json: JsonNames<T>): T {
  return convert(json) as T;
}

function convert(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(convert);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [toCamelCase(key), convertItem(key, item)]));
}

function convertItem(key: string, item: unknown): unknown {
  if (opaqueKeys.has(key)) return item;
  if (typeof item === "string" && timeKey.test(key)) return Date.parse(item);
  return convert(item);
}

function toCamelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

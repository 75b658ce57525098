/**
 * Our records as JSON of the API: keys in the manual's snake_case, and times (ms since the epoch, under `at`, `time`,
 * `until`, `began` and every key that ends in `At`) as ISO 8601 in UTC. Values that people made (parameters, data, rows)
 * stay as they are.
 */
export function toJsonNames<T>(value: T): JsonNames<T> {
  return convert(value) as JsonNames<T>;
}

/** The type of what `toJsonNames` gives. */
export type JsonNames<T> = T extends readonly (infer Item)[]
  ? JsonNames<Item>[]
  : T extends object
    ? { [K in keyof T as K extends string ? SnakeCase<K> : never]: JsonNamesOf<K, T[K]> }
    : T;

type JsonNamesOf<K, V> = K extends OpaqueKey ? V : K extends TimeKey ? string | Extract<V, undefined> : JsonNames<V>;

type TimeKey = "at" | "time" | "until" | "began" | `${string}At`;
type OpaqueKey = "value" | "sampleValue" | "defaultValue" | "equals" | "row" | "data" | "document" | "operations";

type SnakeCase<S extends string> = S extends `${infer Head}${infer Tail}`
  ? Head extends Lowercase<Head>
    ? `${Head}${SnakeCase<Tail>}`
    : `_${Lowercase<Head>}${SnakeCase<Tail>}`
  : S;

export const isTimeKey = (key: string): boolean => timeKey.test(key);
export const isOpaqueKey = (key: string): boolean => opaqueKeys.has(key);

const opaqueKeys: ReadonlySet<string> = new Set<OpaqueKey>([
  "value",
  "sampleValue",
  "defaultValue",
  "equals",
  "row",
  "data",
  "document",
  "operations",
]);
const timeKey = /^(at|time|until|began|[a-z]\w*At)$/;

function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value !== "object" || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) result[toSnakeCase(key)] = convertItem(key, item);
  }
  return result;
}

function convertItem(key: string, item: unknown): unknown {
  if (opaqueKeys.has(key)) return item;
  if (typeof item === "number" && timeKey.test(key)) return new Date(item).toISOString();
  return convert(item);
}

export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

import { DataNotSerializableException, type JsonValue, StepException } from "sluice";

/** Data as the cache keeps it: JSON. Dates become ISO text, undefined members are left out. Throws for anything else, naming its place. */
export function toCacheValue(data: unknown): JsonValue {
  if (data === undefined) {
    throw new StepException("There is nothing to keep: the earlier steps saved no data and no value is given");
  }
  return convert(data, "$");
}

function convert(value: unknown, path: string): JsonValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date && Number.isFinite(value.getTime())) return value.toISOString();
  if (Array.isArray(value)) return value.map((item, index) => convert(item ?? null, `${path}[${index}]`));
  if (typeof value === "object" && isPlain(value)) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, convert(item, `${path}.${key}`)]));
  }
  const kind = typeof value === "object" ? (value.constructor?.name ?? "object") : typeof value;
  throw new DataNotSerializableException(`The cache keeps JSON, but ${path} is ${kind}`, path);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

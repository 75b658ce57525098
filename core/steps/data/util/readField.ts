import { readDataPath } from "sluice";

/** A field of a row: a key as it is written, such as a column `a.b` of a table, or else a path such as `address.city`. Undefined = it has none. */
export function readField(row: unknown, field: string): unknown {
  if (typeof row === "object" && row !== null && Object.hasOwn(row, field)) return Reflect.get(row, field);
  return readDataPath(row, field);
}

/** An object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

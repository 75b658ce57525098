import pg from "pg";
import { toJson } from "sluice";

/** Numbers of types in PostgreSQL. */
const oid = {
  int8: 20,
  int8Array: 1016,
  textArray: 1009,
  date: 1082,
  dateArray: 1182,
  timestamp: 1114,
  timestampArray: 1115,
  interval: 1186,
  intervalArray: 1187,
  numericArray: 1231,
} as const;

const asText = (value: string): string => value;
const parseTexts = pg.types.getTypeParser(oid.textArray as number) as (value: string) => unknown;

/** A number, or a big integer for what a number would change. */
export function toInteger(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function toIntegers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toIntegers);
  return typeof value === "string" ? toInteger(value) : value;
}

// Dates and times without a zone stay text: as a date they would mean another moment on each machine.
const parsers = new Map<number, (value: string) => unknown>([
  [oid.int8, toInteger],
  [oid.int8Array, (value) => toIntegers(parseTexts(value))],
  [oid.date, asText],
  [oid.timestamp, asText],
  [oid.interval, asText],
  ...[oid.dateArray, oid.timestampArray, oid.intervalArray, oid.numericArray].map(
    (array): [number, (value: string) => unknown] => [array, parseTexts],
  ),
]);

/** How values come out of the server: exactly. */
export const postgresTypes: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: "text" | "binary") =>
    (format !== "binary" && parsers.get(type)) ||
    pg.types.getTypeParser(type, format as "text")) as pg.CustomTypesConfig["getTypeParser"],
};

/** A column as far as writing it needs to know. */
export interface ColumnType {
  isArray: boolean;
}

/**
 * A value as the server takes it, as text or bytes. Dates go in UTC, lists as arrays where the column is one, else as JSON
 * as objects do. Text for a JSON column is JSON already.
 */
export function toPostgresValue(value: unknown, column: ColumnType = { isArray: false }): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Array.isArray(value) && column.isArray) return value.map((item) => toPostgresValue(item, column));
  return typeof value === "object" ? toJson(value) : value;
}

import type { FieldPacket } from "mysql2";
import { toJson } from "sluice";

/** Column types of the protocol that need care. */
const longLong = 8;

/** Makes big integers of what would be another number, in the rows of a result; the driver gives those as text. */
export function createRowReader(fields: readonly FieldPacket[]): (row: unknown) => unknown {
  const names = fields.filter(({ columnType }) => columnType === longLong).map(({ name }) => name);
  return (row) => {
    const values = row as Record<string, unknown>;
    for (const name of names) {
      const value = values[name];
      if (typeof value === "string") values[name] = BigInt(value);
    }
    return values;
  };
}

/** A value as the server takes it in a prepared statement: dates in UTC, lists and objects as JSON. */
export function toMysqlValue(value: unknown): string | number | Buffer | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return Number(value);
  // The driver sends numbers in floating point, which a column of text would show.
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return typeof value === "string" ? value : toJson(value);
}

import type { FieldPacket } from "mysql2";

/** Column types of the protocol that need care. */
const longLong = 8;

/** A row with big integers where a number would be another one; the driver gives those as text. */
export function toMysqlRow(row: unknown, fields: readonly FieldPacket[]): unknown {
  const values = { ...(row as Record<string, unknown>) };
  for (const { name, columnType } of fields) {
    const value = values[name];
    if (columnType === longLong && typeof value === "string") values[name] = BigInt(value);
  }
  return values;
}

/** A value as the server takes it in a prepared statement: dates in UTC, lists and objects as JSON. */
export function toMysqlValue(value: unknown): string | number | Buffer | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return Number(value);
  // The driver sends numbers in floating point, which a column of text would show.
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString().replace("T", " ").replace("Z", "");
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return typeof value === "string" ? value : JSON.stringify(value);
}

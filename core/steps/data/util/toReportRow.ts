import { type JsonObject, type JsonValue, toJson } from "sluice";
import { isRecord } from "./readField.ts";

/** The cells of a row for a report: texts, numbers and booleans as they are, anything else as JSON text. */
export function toReportRow(row: unknown): JsonObject {
  const cells = isRecord(row) ? Object.entries(row) : [["value", row] as const];
  return Object.fromEntries(cells.map(([name, value]) => [name, toCell(value)]));
}

/** A value as one cell of a table. */
export function toCell(value: unknown): JsonValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return value.toString();
  return value instanceof Date ? value.toISOString() : toJson(value);
}

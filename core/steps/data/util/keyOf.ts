import { readField } from "./readField.ts";

/** A text that is the same exactly for rows that are equal in these fields; no fields = in everything. */
export function keyOf(row: unknown, fields: readonly string[]): string {
  return canonical(fields.length === 0 ? row : fields.map((field) => readField(row, field)));
}

/** Whether two values are equal, whatever the order of the keys of their objects. */
export function areEqual(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null)
    return `${typeof value}:${typeof value === "string" ? JSON.stringify(value) : String(value)}`;
  if (value instanceof Date) return `date:${value.getTime()}`;
  if (value instanceof Map) return `map:${canonical([...value])}`;
  if (value instanceof Set) return `set:${canonical([...value])}`;
  if (ArrayBuffer.isView(value))
    return `bytes:${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")}`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}

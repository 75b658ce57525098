import { randomBytes } from "node:crypto";
import { StepException } from "sluice";

/** There is nothing to hash. */
export class NothingToHashException extends StepException {}

/** The bytes of a value: of a text its UTF-8, of anything else its JSON with sorted keys. */
export function bytesToHash(value: unknown): Buffer {
  if (value === undefined || value === null)
    throw new NothingToHashException("There is nothing to hash: no value and no data of earlier steps");
  if (typeof value === "string") return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(JSON.stringify(sorted(value)));
}

/** A UUID of version 7 (RFC 9562): its order is that of time. */
export function timeOrderedUuid(ms: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function sorted(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

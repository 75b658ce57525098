import { toJson } from "sluice";

/** The bytes of a value: of a text its UTF-8, of anything else its JSON; undefined = there is nothing. */
export function toContent(value: unknown): Buffer | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value === "string") return Buffer.from(value);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(`${toJson(value, 2)}\n`);
}

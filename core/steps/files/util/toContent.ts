import { toJson } from "sluice";
import { FileException } from "./files.ts";

/** The bytes of a value: of a text its UTF-8, of anything else its JSON, indented. Throws FileException when there is nothing. */
export function toContent(value: unknown): Buffer {
  if (typeof value === "string") return Buffer.from(value);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value === undefined || value === null)
    throw new FileException("There is nothing to write: no content and no data of earlier steps");
  return Buffer.from(`${toJson(value, 2)}\n`);
}

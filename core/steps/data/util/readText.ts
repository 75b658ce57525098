import { StepException } from "sluice";

/** What came in is no text where text is read. */
export class NoTextException extends StepException {}

/** Text as it came: a text, bytes in the given encoding, or the body of an answer of Query REST. */
export function readText(value: unknown, encoding = "utf-8"): string {
  if (typeof value === "string") return value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return decode(value, encoding);
  if (typeof value === "object" && value !== null && "body" in value) return readText(value.body, encoding);
  const found =
    value === undefined ? "nothing" : Array.isArray(value) ? "a list" : value === null ? "null" : `${typeof value}`;
  throw new NoTextException(
    `Text or bytes are read here, but there is ${found}; name where the text lies in the parameter "source"`,
  );
}

// A byte order mark at the beginning is no part of the text; TextDecoder leaves it out.
function decode(data: ArrayBuffer | ArrayBufferView, encoding: string): string {
  const bytes = data instanceof ArrayBuffer ? data : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    const reason = cause instanceof RangeError ? "is an unknown encoding" : "does not fit the bytes";
    throw new NoTextException(`"${encoding}" ${reason}`, { cause });
  }
}

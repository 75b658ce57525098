import { NoTextException } from "./readText.ts";

/** Bytes as they came: bytes, or the body of an answer of Query REST. Throws NoTextException. */
export function readBytes(value: unknown): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (typeof value === "object" && value !== null && "body" in value) return readBytes(value.body);
  const found =
    value === undefined || value === null ? "nothing" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
  throw new NoTextException(
    `Bytes are read here, but there is ${found}; name where the bytes lie in the parameter "source"`,
  );
}

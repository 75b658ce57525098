import { toJson } from "sluice";
import { RedisException } from "./redis.ts";

/** The bytes of a value: of a text its UTF-8, of a number its digits, of anything else its JSON. Throws RedisException for undefined. */
export function toContent(value: unknown): Buffer {
  if (value === undefined) throw new RedisException("There is nothing to send: no value and no data of earlier steps");
  if (typeof value === "string" || typeof value === "bigint") return Buffer.from(String(value));
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Buffer.from(toJson(value));
}

import type { DBRef, Document } from "mongodb";
import { StepException, toJson } from "sluice";

/** A value that MongoDB does not take. */
export class DocumentException extends StepException {}

type Bson = typeof import("mongodb");

/** Operators that run what stands in them as a program. */
const programs = new Set(["$where", "$function", "$accumulator"]);

/**
 * Makes documents as the driver takes them: dates, bytes and big integers keep their type, and `{"$oid": ...}`, `{"$date": ...}`, `{"$numberLong": ...}`
 * `{"$numberDecimal": ...}` and `{"$timestamp": {"t": ..., "i": ...}}` become what they say (Extended JSON). `isWhole`: nothing in them may be undefined, which the driver leaves out.
 * Throws DocumentException.
 */
export async function loadToBson({ isWhole }: { isWhole: boolean }): Promise<(value: unknown) => unknown> {
  const bson = await import("mongodb");
  const toBson = (value: unknown): unknown => {
    if (typeof value === "bigint") return toLong(value, bson);
    if (typeof value !== "object" || value === null || value instanceof Date || value instanceof RegExp) return value;
    if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    if (value instanceof ArrayBuffer) return Buffer.from(value);
    if (value instanceof Map) return toBson(Object.fromEntries(value));
    if (value instanceof Set) return toBson([...value]);
    if (isWhole) assertWhole(value);
    if (Array.isArray(value)) return value.map(toBson);
    const typed = toTyped(value, bson);
    if (typed !== undefined) return typed;
    const program = Object.keys(value).find((key) => programs.has(key));
    if (program !== undefined) throw new DocumentException(`"${program}" runs a program on the server; it is not sent`);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toBson(item)]));
  };
  return toBson;
}

/** Without one of its values a filter would fit more documents. */
function assertWhole(value: object): void {
  const absent = Object.entries(value).find(([, item]) => item === undefined);
  if (absent !== undefined) throw new DocumentException(`"${absent[0]}" has no value: what it is made of is undefined`);
}

function toLong(value: bigint, { Long }: Bson): unknown {
  if (BigInt.asIntN(64, value) !== value) throw new DocumentException(`${value} is larger than a number of 64 bits`);
  return Long.fromBigInt(value);
}

function toTyped(value: object, bson: Bson): unknown {
  const [[key = "", given] = [], ...more] = Object.entries(value);
  if (more.length > 0 || !["$oid", "$date", "$numberLong", "$numberDecimal", "$timestamp"].includes(key))
    return undefined;
  try {
    // What is empty would be the number 0, or the year 1970.
    const isEmpty = given === null || given === undefined || String(given).trim() === "";
    if (!isEmpty && typeof given !== "boolean") return readTyped(key, { given, bson });
  } catch {
    // Said below.
  }
  throw new DocumentException(`${toJson(value)} is no value of this type`);
}

/** Throws for what does not fit. */
function readTyped(key: string, { given, bson }: { given: unknown; bson: Bson }): unknown {
  if (key === "$oid") return new bson.ObjectId(String(given));
  if (key === "$numberDecimal") return bson.Decimal128.fromString(String(given));
  if (key === "$timestamp") return toTimestamp(given, bson);
  if (key === "$numberLong") return toLong(BigInt(String(given)), bson);
  const date = new Date(given as string);
  if (Number.isNaN(date.getTime())) throw new RangeError("no date");
  return date;
}

function toTimestamp(given: unknown, { Timestamp }: Bson): unknown {
  const { t, i } = given as { t: unknown; i: unknown };
  const fits = (part: unknown) => Number.isInteger(part) && Number(part) >= 0 && Number(part) < 2 ** 32;
  if (!fits(t) || !fits(i)) throw new RangeError("no timestamp");
  return new Timestamp({ t: Number(t), i: Number(i) });
}

/** A document as steps take it: ids, decimals, code and regular expressions as text, 64 bits as a number or, beyond 2^53, as a big integer. */
export function fromBson(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== "object" || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(fromBson);
  if (value instanceof RegExp) return String(value);
  if ("_bsontype" in value) return fromTyped(value as { _bsontype: string });
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromBson(item)]));
}

function fromTyped(value: { _bsontype: string }): unknown {
  if (value._bsontype === "Binary") return Buffer.from(Reflect.get(value, "buffer") as Uint8Array);
  if (value._bsontype === "UUID") return String(value);
  // `{$ref, $id}`, and `$db` if it names one.
  if (value._bsontype === "DBRef") return fromBson((value as unknown as DBRef).toJSON());
  if (value._bsontype === "Code") return Reflect.get(value, "code");
  // A moment of the oplog, in seconds, and which of those within it.
  if (value._bsontype === "Timestamp") {
    return { $timestamp: { t: Number(Reflect.get(value, "t")), i: Number(Reflect.get(value, "i")) } };
  }
  if (value._bsontype === "ObjectId" || value._bsontype === "Decimal128") return String(value);
  return String(Reflect.get(value, "value") ?? value._bsontype);
}

/** A filter, an update or a stage: an object. Throws DocumentException, which names the parameter. */
export function toDocument(value: unknown, parameter: string): Document {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new DocumentException(`"${parameter}" is no object`);
}

import { fromBase64, toBase64 } from "./base64.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "./json.ts";

/**
 * Any structured-cloneable value as JSON (semantics, section 3): what JSON cannot hold becomes
 * `{"$type": ..., "value": ...}`; an object that itself has a key `$type` is wrapped as `{"$type": "object", ...}`.
 * Class instances count as plain objects. Throws TypeError for functions and symbols.
 */
export function toTypedJson(value: unknown): JsonValue {
  return encode(value, []);
}

/** Reads `toTypedJson` back. Never throws: an unknown `$type`, or one whose value does not fit, is an ordinary object. */
export function fromTypedJson(json: JsonValue): unknown {
  return decode(json, []);
}

const typedArrays = {
  Int8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

const errors: Record<string, ErrorConstructor> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

function tagged(type: string, value: JsonValue): JsonObject {
  return { $type: type, value };
}

function encode(value: unknown, ancestors: object[]): JsonValue {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : tagged("number", Object.is(value, -0) ? "-0" : String(value));
    case "bigint":
      return tagged("bigint", value.toString());
    case "undefined":
      return { $type: "undefined" };
    case "object":
      return value === null ? null : encodeObject(value, ancestors);
    default:
      throw new TypeError(`A ${typeof value} cannot be kept as data`);
  }
}

function encodeObject(value: object, ancestors: object[]): JsonValue {
  const leaf = encodeLeaf(value);
  if (leaf !== undefined) return leaf;
  const level = ancestors.lastIndexOf(value);
  if (level >= 0) return tagged("cycle", ancestors.length - level);
  ancestors.push(value);
  try {
    if (Array.isArray(value)) return Array.from(value, (item) => encode(item, ancestors));
    if (value instanceof Map) {
      return tagged(
        "map",
        Array.from(value, ([key, item]) => [encode(key, ancestors), encode(item, ancestors)]),
      );
    }
    if (value instanceof Set)
      return tagged(
        "set",
        Array.from(value, (item) => encode(item, ancestors)),
      );
    const result: JsonObject = {};
    for (const [key, item] of Object.entries(value)) setOwn(result, key, encode(item, ancestors));
    return Object.hasOwn(value, "$type") ? tagged("object", result) : result;
  } finally {
    ancestors.pop();
  }
}

/** Objects that hold no other objects. */
function encodeLeaf(value: object): JsonValue | undefined {
  if (value instanceof Date) return tagged("date", Number.isNaN(value.getTime()) ? null : value.toISOString());
  if (value instanceof Uint8Array) return tagged("bytes", toBase64(value));
  if (value instanceof ArrayBuffer) return tagged("arrayBuffer", toBase64(new Uint8Array(value)));
  if (value instanceof DataView) return tagged("dataView", toBase64(bytesOf(value)));
  if (ArrayBuffer.isView(value)) return tagged(value.constructor.name, toBase64(bytesOf(value)));
  if (value instanceof RegExp) return tagged("regexp", { source: value.source, flags: value.flags });
  if (value instanceof Error) {
    return tagged("error", { name: value.name, message: value.message, stack: value.stack ?? null });
  }
  if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof BigInt) {
    return tagged("boxed", encode(value.valueOf(), []));
  }
  return undefined;
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength);
}

function decode(json: JsonValue, ancestors: unknown[]): unknown {
  if (typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) {
    const list: unknown[] = [];
    within(ancestors, list, () => {
      for (const item of json) list.push(decode(item, ancestors));
    });
    return list;
  }
  const typed = decodeTagged(json, ancestors);
  return typed === undefined ? decodeMembers(json, ancestors) : typed.value;
}

function decodeMembers(json: JsonObject, ancestors: unknown[]): JsonObject {
  const object: JsonObject = {};
  within(ancestors, object, () => {
    for (const [key, item] of Object.entries(json)) setOwn(object, key, decode(item, ancestors) as JsonValue);
  });
  return object;
}

function within(ancestors: unknown[], value: unknown, fill: () => void): void {
  ancestors.push(value);
  fill();
  ancestors.pop();
}

function decodeTagged(json: JsonObject, ancestors: unknown[]): { value: unknown } | undefined {
  const type = ownValue(json, "$type");
  if (typeof type !== "string") return undefined;
  const keys = Object.keys(json).length;
  if (type === "undefined") return keys === 1 ? { value: undefined } : undefined;
  const value = ownValue(json, "value");
  if (keys !== 2 || value === undefined) return undefined;
  if (type === "object") return isJsonObject(value) ? { value: decodeMembers(value, ancestors) } : undefined;
  if (type === "boxed") return typeof value === "object" && !isJsonObject(value) ? undefined : box(value);
  if (type === "cycle") return decodeCycle(value, ancestors);
  if (type === "map" || type === "set")
    return Array.isArray(value) ? decodeCollection(type, value, ancestors) : undefined;
  return decodeLeaf(type, value);
}

function box(value: JsonValue): { value: unknown } | undefined {
  const plain = decode(value, []);
  return typeof plain === "object" || plain === undefined ? undefined : { value: Object(plain) };
}

function decodeCycle(value: JsonValue, ancestors: unknown[]): { value: unknown } | undefined {
  const level = typeof value === "number" ? ancestors.length - value : -1;
  return Number.isInteger(level) && level >= 0 && level < ancestors.length ? { value: ancestors[level] } : undefined;
}

function decodeCollection(
  type: "map" | "set",
  list: JsonValue[],
  ancestors: unknown[],
): { value: unknown } | undefined {
  if (type === "set") {
    const set = new Set<unknown>();
    within(ancestors, set, () => {
      for (const item of list) set.add(decode(item, ancestors));
    });
    return { value: set };
  }
  const pairs = list.filter((pair): pair is [JsonValue, JsonValue] => Array.isArray(pair) && pair.length === 2);
  if (pairs.length !== list.length) return undefined;
  const map = new Map<unknown, unknown>();
  within(ancestors, map, () => {
    for (const [key, item] of pairs) map.set(decode(key, ancestors), decode(item, ancestors));
  });
  return { value: map };
}

const specialNumbers: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Infinity,
  "-Infinity": -Infinity,
  "-0": -0,
};

function decodeLeaf(type: string, value: JsonValue): { value: unknown } | undefined {
  if (type === "date" && value === null) return { value: new Date(Number.NaN) };
  if (type === "regexp" || type === "error") return isJsonObject(value) ? decodeRecord(type, value) : undefined;
  if (typeof value !== "string") return undefined;
  if (type === "number") return Object.hasOwn(specialNumbers, value) ? { value: specialNumbers[value] } : undefined;
  if (type === "bigint") return /^-?\d+$/.test(value) ? { value: BigInt(value) } : undefined;
  if (type === "date") {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? undefined : { value: date };
  }
  return decodeBytes(type, value);
}

function decodeBytes(type: string, text: string): { value: unknown } | undefined {
  const isKnown = type === "bytes" || type === "arrayBuffer" || type === "dataView" || Object.hasOwn(typedArrays, type);
  const bytes = isKnown ? fromBase64(text) : undefined;
  if (bytes === undefined) return undefined;
  if (type === "bytes") return { value: bytes };
  if (type === "arrayBuffer") return { value: bytes.buffer };
  if (type === "dataView") return { value: new DataView(bytes.buffer) };
  const TypedArray = typedArrays[type as keyof typeof typedArrays];
  return bytes.length % TypedArray.BYTES_PER_ELEMENT === 0 ? { value: new TypedArray(bytes.buffer) } : undefined;
}

function decodeRecord(type: "regexp" | "error", value: JsonObject): { value: unknown } | undefined {
  const text = (key: string): string => {
    const member = ownValue(value, key);
    return typeof member === "string" ? member : "";
  };
  if (type === "regexp") {
    try {
      return { value: new RegExp(text("source"), text("flags")) };
    } catch {
      return undefined;
    }
  }
  const name = text("name");
  const ErrorClass = Object.hasOwn(errors, name) ? (errors[name] ?? Error) : Error;
  const error = new ErrorClass(text("message"));
  if (error.name !== name) Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  Object.defineProperty(error, "stack", { value: text("stack"), configurable: true, writable: true });
  return { value: error };
}

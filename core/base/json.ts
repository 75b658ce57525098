import { findJsonFault, isNestedTooDeeply, type JsonFault } from "./findJsonFault.ts";

/** A value JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
/** A plain JSON object; keys keep the order of the document and `__proto__` is an ordinary own key. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Where in a text parsing stopped; line and column count from 1, offset in UTF-16 units from 0. */
export interface TextPosition {
  line: number;
  column: number;
  offset: number;
}

export type JsonParseResult = { ok: true; value: JsonValue } | { ok: false; message: string; position: TextPosition };

/**
 * Parses JSON text (RFC 8259, a leading byte order mark is dropped). Never throws. Refused as well: nesting deeper than
 * `maxJsonDepth`, and numbers beyond the range of a double, which would turn into Infinity.
 */
export function parseJson(input: string): JsonParseResult {
  const mark = input.charCodeAt(0) === 0xfeff ? 1 : 0;
  const text = mark === 1 ? input.slice(1) : input;
  const fault = isNestedTooDeeply(text) || hasLongNumber(text) ? findJsonFault(text) : undefined;
  if (fault !== undefined) return refuse(text, fault, mark);
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    const found = findJsonFault(text) ?? { offset: 0, message: error instanceof Error ? error.message : String(error) };
    return refuse(text, found, mark);
  }
}

/** Line and column of an offset in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf("\n"); end !== -1 && end < offset; end = text.indexOf("\n", start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1, offset };
}

/** JSON text in document order with two spaces and a final newline: the form of every exported document. */
export function formatJson(value: JsonValue): string {
  return `${stringifyJson(value, 2)}\n`;
}

/** JSON text in document order that parses to an equal value; unlike JSON.stringify it keeps the sign of -0. */
export function stringifyJson(value: JsonValue, indent?: number): string {
  return JSON.stringify(value, hasNegativeZero(value) ? writeNegativeZero : undefined, indent);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Own property of a JSON object, or undefined; never one of Object.prototype. */
export function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own property, `__proto__` included. */
export function setOwn(object: JsonObject, key: string, value: JsonValue): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Deep equality of JSON values; the order of keys does not count. */
export function isJsonEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (
    typeof a !== "object" ||
    typeof b !== "object" ||
    a === null ||
    b === null ||
    a === undefined ||
    b === undefined
  ) {
    return false;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isJsonEqual(item, b[index]));
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isJsonEqual(a[key], b[key]));
}

/** Digits or an exponent that may lead beyond the range of a double (1.8e308): fewer than 200 digits with two of exponent cannot. */
const longNumber = /[0-9]{200}|(?:^|[\s,:[])-?[0-9]+(?:\.[0-9]+)?[eE]\+?[0-9]{3}/;

function hasLongNumber(text: string): boolean {
  return longNumber.test(text);
}

function refuse(text: string, fault: JsonFault, mark: number): JsonParseResult {
  const position = positionAt(text, fault.offset);
  return { ok: false, message: fault.message, position: { ...position, offset: position.offset + mark } };
}

function hasNegativeZero(value: JsonValue): boolean {
  const pending: JsonValue[] = [value];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    if (typeof item === "number") {
      if (Object.is(item, -0)) return true;
    } else if (typeof item === "object" && item !== null) {
      for (const inner of Object.values(item))
        if (typeof inner === "object" || typeof inner === "number") pending.push(inner);
    }
  }
  return false;
}

/** Present since V8 11.4, not yet in the type library. */
const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown };

function writeNegativeZero(_key: string, value: unknown): unknown {
  return Object.is(value, -0) && rawJSON !== undefined ? rawJSON("-0") : value;
}

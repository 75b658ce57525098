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

/** Parses JSON text (RFC 8259, a leading byte order mark is dropped). Never throws. Numbers beyond the range of a double are refused, not turned into Infinity. */
export function parseJson(input: string): JsonParseResult {
  const text = input.charCodeAt(0) === 0xfeff ? input.slice(1) : input;
  try {
    const value = JSON.parse(text) as JsonValue;
    const overflow = hasInfinity(text) ? findOverflow(text) : undefined;
    if (overflow !== undefined) {
      return { ok: false, message: "Number is too large", position: positionAt(text, overflow) };
    }
    return { ok: true, value };
  } catch (error) {
    return { ok: false, ...describeSyntaxError(text, error) };
  }
}

/** Line and column of an offset in a text. */
export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - (before.lastIndexOf("\n") + 1) + 1, offset };
}

/** JSON text in document order with two spaces and a final newline: the form of every exported document. */
export function formatJson(value: JsonValue): string {
  return `${JSON.stringify(value, null, 2)}\n`;
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
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
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

const longNumber = /[0-9]{290}|[eE]\+?[0-9]{3}/;

function hasInfinity(text: string): boolean {
  return longNumber.test(text);
}

function findOverflow(text: string): number | undefined {
  const token = /"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g;
  for (const match of text.matchAll(token)) {
    if (!match[0].startsWith('"') && !Number.isFinite(Number(match[0]))) return match.index;
  }
  return undefined;
}

function describeSyntaxError(text: string, error: unknown): { message: string; position: TextPosition } {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) {
    return { message: "The document is nested too deeply", position: positionAt(text, 0) };
  }
  const found = /at position (\d+)/.exec(message);
  const offset = found ? Number(found[1]) : text.length;
  const sentence = message
    .replace(/ in JSON at position.*$/s, "")
    .replace(/,? ?".*" is not valid JSON$/s, "")
    .replace(/^Unexpected end of JSON input$/, "The text ends too early");
  return { message: sentence, position: positionAt(text, offset) };
}

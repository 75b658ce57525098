import { toBase64 } from "./base64.ts";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "./json.ts";

/** What a reader sees instead of a secret. */
export const masked = "•••";

/** Replaces every secret in a text. */
export type Masker = (text: string) => string;

/** Every place of a secret in a text. */
export type Finder = (text: string) => Span[];

interface Span {
  start: number;
  end: number;
}

/** A way in which a secret may be written. */
interface Form {
  /**
   * Its pieces of letters and digits, the longest first: they are written in one way only. A text that lacks one is not
   * searched; for long secrets a pattern takes milliseconds to compile, and the next text has hardly ever all pieces.
   */
  runs: string[];
  source(): string;
  /** undefined = never looked for yet. */
  pattern: RegExp | undefined;
}

/** Shorter values would blank out ordinary text, so they are masked only where they are the whole text. */
const shortest = 4;
const shortestLine = 8;
/** Shortest piece of base64 that is looked for inside longer base64. */
const shortestPiece = 6;

/**
 * A masker for a set of secrets (semantics, section 7). It finds each value, its percent-encoded, base64 and
 * JSON-escaped forms, and each of its lines of 8 or more characters; base64 also where the value is only a part of what
 * was encoded (`user:password`). Overlapping finds are masked together, so that no piece of a longer secret stays.
 */
export function createMasker(secrets: Iterable<string>): Masker {
  return joinFinders(Array.from(new Set(secrets), createFinder));
}

/** Finds one secret as a masker does; for sets in which one secret changes and the others stay. */
export function createFinder(secret: string): Finder {
  if (secret.length < shortest) return (text) => (secret !== "" && text === secret ? [whole(text)] : []);
  const forms = [...new Set(textsOf(secret))].flatMap(formsOf);
  return (text) => {
    const here = forms.filter(({ runs }) => runs.every((run) => text.includes(run)));
    return here.flatMap((form) => findAll(text, form));
  };
}

/** Masks what any of them finds. */
export function joinFinders(finders: readonly Finder[]): Masker {
  return (text) => {
    const found = finders.flatMap((find) => find(text));
    return found.length === 0 ? text : replaceAll(text, found);
  };
}

/** Masks every text in a JSON value, keys and whole numbers included; for what a person or a program reads. */
export function maskJson(value: JsonValue, mask: Masker): JsonValue {
  if (typeof value === "string") return mask(value);
  if (typeof value === "number") return mask(String(value)) === String(value) ? value : masked;
  if (Array.isArray(value)) return value.map((item) => maskJson(item, mask));
  if (!isJsonObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setOwn(result, mask(key), maskJson(item, mask));
  return result;
}

function textsOf(value: string): string[] {
  const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [
    ...[value, value.trim()].filter((text) => text.length >= shortest),
    ...lines.filter((line) => line.length >= shortestLine),
  ];
}

function formsOf(text: string): Form[] {
  const plain = toForm(text, () => Array.from(text, patternOf).join(""));
  return [plain, ...base64Of(text).map((base64) => toForm(base64, () => base64Pattern(base64)))];
}

function toForm(text: string, source: () => string): Form {
  const runs: string[] = text.match(/[A-Za-z0-9]+/g) ?? [];
  return { runs: runs.sort((a, b) => b.length - a.length), source, pattern: undefined };
}

/** One character in any of the forms that encoders give it; letters and digits have only one. */
function patternOf(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return character;
  const forms = new Set([quote(character)]);
  for (const form of [...percentForms(character), ...unicodeEscapes(character)]) forms.add(form);
  if (character === " ") forms.add("\\+");
  if (character === "\n") forms.add("\\r\\n").add("%0[dD]%0[aA]");
  const short = jsonEscapes[character];
  if (short !== undefined) forms.add(`\\\\{1,8}${short}`);
  // The longest form first: a masked backslash must take all backslashes of its escaped form.
  return `(?:${[...forms].sort((a, b) => b.length - a.length).join("|")})`;
}

const jsonEscapes: Record<string, string> = {
  '"': '"',
  "\\": "\\\\",
  "/": "/",
  "\n": "n",
  "\r": "r",
  "\t": "t",
  "\b": "b",
  "\f": "f",
};

function percentForms(character: string): string[] {
  try {
    const encoded = encodeURIComponent(character);
    const hex = encoded.startsWith("%") ? encoded : `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
    return [caseless(hex)];
  } catch {
    // Half of a surrogate pair has no percent form.
    return [];
  }
}

function unicodeEscapes(character: string): string[] {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const hex = units.map((unit) => `\\\\{1,8}u${caseless(unit.toString(16).padStart(4, "0"))}`);
  return [hex.join("")];
}

function caseless(hex: string): string {
  return hex.replace(/[a-f]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** The base64 of the text, and what it looks like within longer base64 at each of the three alignments. */
function base64Of(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const forms = [toBase64(bytes)];
  for (const before of [0, 1, 2]) {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    // The first characters mix with the bytes before, the last one of an incomplete group with those after.
    const first = [0, 2, 3][before];
    const piece = toBase64(padded).slice(first, Math.floor((padded.length * 8) / 6));
    if (piece.length >= shortestPiece) forms.push(piece);
  }
  return forms;
}

/** Both alphabets, and padding that may be missing or percent-encoded. */
function base64Pattern(text: string): string {
  const body = text.replace(/=+$/, "");
  const padding = text.length - body.length;
  const forms: Record<string, string> = { "+": "(?:\\+|-|%2[bB])", "/": "(?:\\\\{0,8}/|_|%2[fF])" };
  const pattern = body.replace(/[+/]/g, (character) => forms[character] ?? character);
  return padding === 0 ? pattern : `${pattern}(?:=|%3[dD]){0,${padding}}`;
}

function quote(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&");
}

function whole(text: string): Span {
  return { start: 0, end: text.length };
}

function findAll(text: string, form: Form): Span[] {
  form.pattern ??= new RegExp(form.source(), "gu");
  const { pattern } = form;
  const found: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push({ start: match.index, end: match.index + match[0].length });
    // From the next character on: `aaaa` is twice in `aaaaa`.
    pattern.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

function replaceAll(text: string, found: Span[]): string {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let result = "";
  let position = 0;
  for (const { start, end } of found) {
    if (start >= position) result += text.slice(position, start) + masked;
    position = Math.max(position, end);
  }
  return result + text.slice(position);
}

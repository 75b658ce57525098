import { isJsonObject, type JsonValue } from "../../base/json.ts";

/** Marks the plain text of a value that is no text, so that a number stays a number. */
const jsonMark = "\u0000json:";

/** The plain text that is encrypted for a value. Text goes in as it is. */
export function toPlainText(value: JsonValue): string {
  return typeof value === "string" && !value.startsWith(jsonMark) ? value : jsonMark + JSON.stringify(value);
}

/** The value of a decrypted plain text. */
export function fromPlainText(plain: string): JsonValue {
  return plain.startsWith(jsonMark) ? (JSON.parse(plain.slice(jsonMark.length)) as JsonValue) : plain;
}

/** The texts that give a secret value away: every text and number in it. */
export function secretTexts(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(secretTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(secretTexts) : [];
}

import { type JsonValue, parseJson, stringifyJson } from "../../../core/base/json.ts";

/** A value as text to edit: a text as it is, anything else as JSON; a text that would be read as JSON stands in quotes. */
export function showValue(value: JsonValue | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "string") return readValue(value) === value ? value : stringifyJson(value);
  return stringifyJson(value);
}

/** The inverse of `showValue`: what is JSON is taken as that, the rest is a text. */
export function readValue(text: string): JsonValue {
  const parsed = parseJson(text.trim());
  return parsed.ok ? parsed.value : text;
}

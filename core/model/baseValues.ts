import type { JsonValue } from "../base/json.ts";

/** Largest number of seconds a base key may hold: a year. */
export const maxSeconds = 31_536_000;
/** Largest `retry_max`. */
export const maxRetries = 1_000;

/** A base boolean: `true`, `"True"`, `"true"` and their opposites (semantics, section 1); undefined = not one. */
export function toBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === "True" || value === "true") return true;
  if (value === "False" || value === "false") return false;
  return undefined;
}

/** A base integer: a whole number, or its digits as text; undefined = not one. */
export function toInteger(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/** Seconds with or without a fraction, or their digits as text; undefined = not such a number. */
export function toSeconds(value: JsonValue | undefined): number | undefined {
  const number = typeof value === "string" && /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A list of text; undefined = anything else. */
export function toTextList(value: JsonValue | undefined): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? (value as string[]) : undefined;
}

/** Absent and null are "no value". */
export function isMissing(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

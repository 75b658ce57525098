import type { JsonValue } from "../../base/json.ts";

/** A value of step code as plain JSON; `what` begins the message of the TypeError for what cannot be JSON. */
export function toJson(value: unknown, what: string): JsonValue {
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? null : (JSON.parse(text) as JsonValue);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`${what} must be JSON: ${reason}`, { cause });
  }
}

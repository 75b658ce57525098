import { type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";

/**
 * A copy of an object with one key set or, for undefined, left out. A present key keeps its place; a new one goes
 * before the key `before`, or last.
 */
export function withKey(
  object: JsonObject,
  change: { key: string; value: JsonValue | undefined; before?: string | null | undefined },
): JsonObject {
  const { key, value, before } = change;
  const isNew = !Object.hasOwn(object, key);
  const copy: JsonObject = {};
  for (const name of Object.keys(object)) {
    if (isNew && name === before && value !== undefined) setOwn(copy, key, value);
    const kept = name === key ? value : object[name];
    if (kept !== undefined) setOwn(copy, name, kept);
  }
  if (isNew && value !== undefined && !Object.hasOwn(copy, key)) setOwn(copy, key, value);
  return copy;
}

/** The key that follows in an object; null for the last. */
export function keyAfter(object: JsonObject, key: string): string | null {
  const keys = Object.keys(object);
  return keys[keys.indexOf(key) + 1] ?? null;
}

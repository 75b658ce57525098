import { isJsonEqual, isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";

/** One place at which two values differ. An absent side does not exist there. */
export interface ValueChange {
  path: (string | number)[];
  from: JsonValue | undefined;
  to: JsonValue | undefined;
}

/**
 * Where two JSON values differ: key by key in objects, item by item in lists of one length, else as a whole. The order of
 * keys does not count.
 */
export function diffValues(
  from: JsonValue | undefined,
  to: JsonValue | undefined,
  path: (string | number)[] = [],
): ValueChange[] {
  if (isJsonEqual(from, to)) return [];
  if (isJsonObject(from) && isJsonObject(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => diffValues(ownValue(from, key), ownValue(to, key), [...path, key]));
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return from.flatMap((item, index) => diffValues(item, to[index], [...path, index]));
  }
  return [{ path, from, to }];
}

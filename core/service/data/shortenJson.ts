import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "../../base/json.ts";

/** Characters of one text, unless it is asked for itself. */
export const longestText = 10_000;

/**
 * A JSON value with at most about `budget` characters: what does not fit becomes `{"$more": {kind, count}}`, so that a
 * reader can ask for that part by its path. `most`: characters of the whole value, when it is one text.
 */
export function shortenJson(value: JsonValue, budget: number, most: number = longestText): JsonValue {
  if (typeof value === "string" && most > longestText) return value.length > most ? toStart(value, most) : value;
  return shorten(value, { budget });
}

function toStart(text: string, length: number): JsonValue {
  return { $more: { kind: "text", count: text.length, start: text.slice(0, length) } };
}

function shorten(value: JsonValue, left: { budget: number }): JsonValue {
  if (typeof value === "string" && value.length > longestText) {
    left.budget -= 100;
    return toStart(value, 100);
  }
  if (typeof value !== "object" || value === null) {
    left.budget -= typeof value === "string" ? value.length + 2 : 8;
    return value;
  }
  const isList = Array.isArray(value);
  const count = isList ? value.length : Object.keys(value).length;
  if (left.budget <= 0 && count > 0) return { $more: { kind: isList ? "list" : "object", count } };
  left.budget -= 2;
  if (isList) return shortenList(value, left);
  return isJsonObject(value) ? shortenObject(value, left) : value;
}

function shortenList(list: JsonValue[], left: { budget: number }): JsonValue {
  const result: JsonValue[] = [];
  for (const [index, item] of list.entries()) {
    if (left.budget <= 0) {
      result.push({ $more: { kind: "items", count: list.length - index } });
      break;
    }
    result.push(shorten(item, left));
  }
  return result;
}

function shortenObject(object: JsonObject, left: { budget: number }): JsonValue {
  const result: JsonObject = {};
  const entries = Object.entries(object);
  for (const [index, [key, item]] of entries.entries()) {
    if (left.budget <= 0) {
      setOwn(result, "$more", { kind: "keys", count: entries.length - index });
      break;
    }
    left.budget -= key.length + 3;
    setOwn(result, key, shorten(item, left));
  }
  return result;
}

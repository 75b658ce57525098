import { stringifyJson } from "../../base/json.ts";
import { toTypedJson } from "../../base/typedJson.ts";

const longest = 60;

/** A value in a few characters; of a list or object, how much it holds. */
export function shortText(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? "1 item" : `${value.length} items`;
  if (typeof value === "string") return cut(value.replaceAll(/\s+/g, " "));
  if (typeof value !== "object" || value === null) return cut(String(value));
  const isPlain = Object.prototype.toString.call(value) === "[object Object]";
  if (!isPlain) return cut(stringifyJson(toTypedJson(value)));
  const count = Object.keys(value).length;
  return count === 1 ? "1 key" : `${count} keys`;
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

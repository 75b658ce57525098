import { isJsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";
import { readContainer, readCutText } from "./readContainer.ts";

/** A value in one short line. */
export interface ValueDescription {
  /** What kind of value, for its colour. */
  type: "text" | "number" | "boolean" | "none" | "list" | "object" | "other";
  text: string;
  /** The line shows only a part of it. */
  isCut: boolean;
}

const mostCharacters = 200;

/** A value as one line: texts in quotes, lists and objects by their first items. */
export function describeValue(value: JsonValue): ValueDescription {
  const long = readCutText(value);
  if (long !== undefined) return { type: "text", text: `"${long.start.slice(0, mostCharacters)}…`, isCut: true };
  if (typeof value === "string") return cut("text", JSON.stringify(value));
  if (typeof value === "number") return cut("number", String(value));
  if (typeof value === "boolean") return cut("boolean", String(value));
  if (value === null) return cut("none", "null");
  const container = readContainer(value);
  if (container !== undefined) return cut(container.kind, print(container, 2));
  return isJsonObject(value)
    ? describeTyped(String(ownValue(value, "$type")), ownValue(value, "value"))
    : cut("other", "");
}

/** Values that JSON has no word for. */
function describeTyped(type: string, value: JsonValue | undefined): ValueDescription {
  if (type === "undefined") return cut("none", "undefined");
  if (type === "date") return cut("other", String(value));
  if (type === "bigint") return cut("number", `${value}n`);
  if (type === "number") return cut("number", String(value));
  if (type === "bytes" && typeof value === "string") return cut("other", `bytes ${value}`);
  const inner = value === undefined || typeof value === "string" ? (value ?? "") : describeValue(value).text;
  return cut("other", `${type} ${inner}`);
}

type Shape = NonNullable<ReturnType<typeof readContainer>>;

function print({ kind, count, items }: Shape, depth: number): string {
  const [open, close] = kind === "list" ? ["[", "]"] : ["{", "}"];
  if (count === 0) return `${open}${close}`;
  const shown: string[] = [];
  let length = 0;
  for (const { key, value } of items) {
    if (depth === 0 || length > mostCharacters) break;
    const inner = readContainer(value);
    const text = inner === undefined ? describeValue(value).text : print(inner, depth - 1);
    shown.push(kind === "list" ? text : `${key}: ${text}`);
    length += text.length;
  }
  const rest = shown.length < count ? [...shown, "…"] : shown;
  return `${open}${rest.join(", ")}${close}`;
}

function cut(type: ValueDescription["type"], text: string): ValueDescription {
  if (text.length <= mostCharacters) return { type, text, isCut: false };
  return { type, text: `${text.slice(0, mostCharacters)}…`, isCut: true };
}

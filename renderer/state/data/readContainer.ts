import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";

/** A list or an object as it came in a page: perhaps without its last items, or without any. */
export interface ContainerShape {
  kind: "list" | "object";
  /** All items, those that did not come included. */
  count: number;
  /** The first of them. */
  items: readonly { key: string | number; value: JsonValue }[];
}

/** undefined = a value without items; those of other types (`$type`) count as one value. */
export function readContainer(value: JsonValue): ContainerShape | undefined {
  if (Array.isArray(value)) {
    const more = readMore(value.at(-1), "items");
    const shown = more === undefined ? value : value.slice(0, -1);
    const items = shown.map((item, key) => ({ key, value: item }));
    return { kind: "list", count: shown.length + (more ?? 0), items };
  }
  if (!isJsonObject(value)) return undefined;
  const type = ownValue(value, "$type");
  if (type === "object") return readContainer(ownValue(value, "value") ?? null);
  if (typeof type === "string") return undefined;
  for (const kind of ["list", "object"] as const) {
    const count = readMore(value, kind);
    if (count !== undefined) return { kind, count, items: [] };
  }
  if (readMore(value, "text") !== undefined) return undefined;
  const more = readMore({ $more: ownValue(value, "$more") ?? null }, "keys");
  const shown = more === undefined ? Object.entries(value) : Object.entries(value).slice(0, -1);
  const items = shown.map(([key, item]) => ({ key, value: item }));
  return { kind: "object", count: shown.length + (more ?? 0), items };
}

/** The number in `{"$more": {kind, count}}` of a kind. */
function readMore(value: JsonValue | undefined, kind: string): number | undefined {
  const more = readCut(value);
  const count = more === undefined ? undefined : ownValue(more, "count");
  return more !== undefined && ownValue(more, "kind") === kind && typeof count === "number" ? count : undefined;
}

function readCut(value: JsonValue | undefined): JsonObject | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const more = ownValue(value, "$more");
  return isJsonObject(more) ? more : undefined;
}

/** A text that came without its end. */
export function readCutText(value: JsonValue | undefined): { start: string; length: number } | undefined {
  const length = readMore(value, "text");
  const start = ownValue(readCut(value) ?? {}, "start");
  return length === undefined || typeof start !== "string" ? undefined : { start, length };
}

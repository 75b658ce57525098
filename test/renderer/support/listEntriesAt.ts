import { isJsonObject, type JsonValue } from "../../../core/base/json.ts";
import type { DataPage, DataPath } from "../../../renderer/state/ports/StepDataPort.ts";

/** A page of a JSON value as the host gives it. */
export function listEntriesAt(
  whole: JsonValue,
  { path, from, limit }: { path: DataPath; from: number; limit: number },
): DataPage {
  const value = path.reduce<JsonValue>((at, part) => (at as Record<string | number, JsonValue>)[part] ?? null, whole);
  if (Array.isArray(value)) {
    const items = value.slice(from, from + limit).map((item, at) => ({ key: from + at, value: item }));
    return { kind: "list", count: value.length, items };
  }
  if (!isJsonObject(value)) return { kind: "value", count: 0, items: [], value };
  const entries = Object.entries(value);
  const items = entries.slice(from, from + limit).map(([key, item]) => ({ key, value: item }));
  return { kind: "object", count: entries.length, items };
}

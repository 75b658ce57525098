import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import { edgeKeys, translateEdges } from "../diff/translateEdges.ts";

const known = "id:";
const unknown = "name:";

/** An entry whose edges name steps by id, so that a rename on one side and an edge on the other meet. */
export function edgesToIds(entry: JsonObject, ids: ReadonlyMap<string, string>): JsonObject {
  return translateEdges(entry, (name) => {
    const id = ids.get(name);
    return id === undefined ? unknown + name : known + id;
  });
}

/** The way back; edges to steps that are gone go too, and a list that becomes empty by that goes with its key. */
export function edgesToNames(entry: JsonObject, names: ReadonlyMap<string, string>): JsonObject {
  const isGone = (item: JsonValue): boolean =>
    typeof item === "string" && item.startsWith(known) && !names.has(item.slice(known.length));
  const pruned: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const value = ownValue(entry, key) ?? null;
    const kept = edgeKeys.includes(key) ? withoutGone(value, isGone) : value;
    if (kept !== undefined) setOwn(pruned, key, kept);
  }
  return translateEdges(pruned, (text) => toName(text, names));
}

function toName(text: string, names: ReadonlyMap<string, string>): string {
  if (text.startsWith(unknown)) return text.slice(unknown.length);
  return names.get(text.slice(known.length)) ?? text;
}

function withoutGone(value: JsonValue, isGone: (item: JsonValue) => boolean): JsonValue | undefined {
  if (Array.isArray(value)) {
    const kept = value.filter((item) => !isGone(item));
    return kept.length === 0 && value.length > 0 ? undefined : kept;
  }
  if (!isJsonObject(value)) return value;
  const routes: JsonObject = {};
  for (const output of Object.keys(value)) {
    const list = ownValue(value, output) ?? null;
    const kept = Array.isArray(list) ? withoutGone(list, isGone) : list;
    if (kept !== undefined) setOwn(routes, output, kept);
  }
  return Object.keys(routes).length === 0 && Object.keys(value).length > 0 ? undefined : routes;
}

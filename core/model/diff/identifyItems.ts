import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { EditState } from "../operations/EditState.ts";
import { listEntries, readText } from "../readApplication.ts";

/** An item of a list with its place in it. */
export interface PlacedItem {
  item: JsonObject;
  index: number;
}

/** Names of steps by id; a step without a name has none. */
export function nameSteps({ document, stepIds }: EditState): Map<string, string> {
  const entries = listEntries(document);
  return new Map(
    stepIds.flatMap((id, index): [string, string][] => {
      const name = readText(entries[index] ?? {}, "name");
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

/** Ids of steps by the name that edges use: the first of that name. */
export function findStepIds(state: EditState): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [id, name] of nameSteps(state)) if (!ids.has(name)) ids.set(name, id);
  return ids;
}

/** Step entries by id. */
export function listSteps({ document, stepIds }: EditState): Map<string, PlacedItem> {
  return new Map(
    listEntries(document).flatMap((item, index): [string, PlacedItem][] => {
      const id = stepIds[index];
      return id === undefined ? [] : [[id, { item, index }]];
    }),
  );
}

/** Items of a list by what tells them apart; undefined when it is no list, or not all of its items can be told apart. */
export function identifyItems(
  list: JsonValue | undefined,
  identify: (item: JsonObject) => string | undefined,
): Map<string, PlacedItem> | undefined {
  if (list === undefined || list === null) return new Map();
  if (!Array.isArray(list)) return undefined;
  const items = new Map<string, PlacedItem>();
  for (const [index, item] of list.entries()) {
    const id = isJsonObject(item) ? identify(item) : undefined;
    if (!isJsonObject(item) || id === undefined || items.has(id)) return undefined;
    items.set(id, { item, index });
  }
  return items;
}

/** What a position of the layout belongs to: the id of a step or, of a step that is not there, its name. */
export function identifyPosition(state: EditState): (item: JsonObject) => string | undefined {
  const ids = findStepIds(state);
  const known = new Set(state.stepIds);
  return (item) => {
    const id = readText(item, "id");
    if (id !== undefined && known.has(id)) return id;
    const name = readText(item, "step");
    return (name === undefined ? undefined : ids.get(name)) ?? id ?? name;
  };
}

/** The layout of a document, empty when it has none. */
export function readLayoutObject(document: JsonObject): JsonObject {
  const layout = ownValue(document, "layout");
  return isJsonObject(layout) ? layout : {};
}

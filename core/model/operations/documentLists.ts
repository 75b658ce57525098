import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { ListName, Place } from "./Change.ts";
import { type EditState, refuse } from "./EditState.ts";

/** Where a list lies and how its items are told apart. */
interface ListRule {
  parent: "application" | "layout";
  key: string;
  /** How sentences name one item. */
  item: string;
}

const rules: Record<ListName, ListRule> = {
  steps: { parent: "application", key: "steps", item: "step" },
  variables: { parent: "application", key: "app_variables", item: "application variable" },
  layoutSteps: { parent: "layout", key: "steps", item: "position" },
  groups: { parent: "layout", key: "groups", item: "group" },
  notes: { parent: "layout", key: "notes", item: "note" },
};

export function getListRule(list: ListName): ListRule {
  return rules[list];
}

/** Items of a list and their identities, position by position; an absent or null list is empty. */
export function readList(state: EditState, list: ListName): { items: JsonValue[]; ids: (string | undefined)[] } {
  const { parent, key } = rules[list];
  const items = ownValue(readPlace(state, parent) ?? {}, key) ?? [];
  if (!Array.isArray(items)) throw refuse(`"${key}" is not a list, so it cannot be edited here.`, { key });
  if (list === "steps") return { items, ids: [...state.stepIds] };
  return { items, ids: items.map((item) => (isJsonObject(item) ? itemId(list, item) : undefined)) };
}

/** The object at a place; undefined when it does not exist. */
export function readPlace(state: EditState, place: Place): JsonObject | undefined {
  if (place === "application") return state.document;
  if (place === "layout") {
    const layout = ownValue(state.document, "layout") ?? undefined;
    if (layout === undefined || layout === null) return undefined;
    if (!isJsonObject(layout)) throw refuse(`"layout" is not an object, so it cannot be edited here.`);
    return layout;
  }
  const { items, ids } = readList(state, place.list);
  const index = ids.indexOf(place.id);
  const item = index === -1 ? undefined : items[index];
  return isJsonObject(item) ? item : undefined;
}

/** Whether identities of a list are missing or double, so that only the whole list can be put back exactly. */
export function isAmbiguous(ids: readonly (string | undefined)[]): boolean {
  return ids.includes(undefined) || new Set(ids).size !== ids.length;
}

function itemId(list: ListName, item: JsonObject): string | undefined {
  const id = ownValue(item, list === "variables" ? "name" : "id");
  if (typeof id === "string" && id !== "") return id;
  const step = list === "layoutSteps" ? ownValue(item, "step") : undefined;
  return typeof step === "string" ? step : undefined;
}

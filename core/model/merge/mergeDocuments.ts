import { isJsonEqual, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import { findStepIds, identifyItems, listSteps } from "../diff/identifyItems.ts";
import { edgeKeys } from "../diff/translateEdges.ts";
import type { EditState } from "../operations/EditState.ts";
import { withKey } from "../operations/objectKeys.ts";
import { readText } from "../readApplication.ts";
import { edgesToIds, edgesToNames } from "./edgeIds.ts";
import { each, type KeyedItems, Merge, type MergePlace, type Sides } from "./Merge.ts";
import type { MergeChoice, MergeResult } from "./MergeResult.ts";
import { mergeLayouts } from "./mergeLayouts.ts";
import { mergeOrder } from "./mergeOrder.ts";

/**
 * Brings together what two people made of the same document, step by step and field by field; steps are matched by id. A
 * field that only one side changed is as that side has it, edges that either added or removed are so, and what both changed
 * differently is a conflict: as chosen by its id, else as mine. Layout never conflicts. Mutates nothing.
 */
export function mergeDocuments(
  sides: Sides<EditState>,
  choices: Readonly<Record<string, MergeChoice>> = {},
): MergeResult {
  const { base, theirs, mine } = sides;
  if (isSame(base, mine) || isSame(theirs, mine)) return { state: theirs, conflicts: [], renamed: [] };
  if (isSame(base, theirs)) return { state: mine, conflicts: [], renamed: [] };
  const merge = new Merge(choices, isEdgeList);
  const document = merge.object(
    each(sides, ({ document }) => withoutParts(document)),
    { of: "application", path: [] },
  );
  const variables = mergeVariables(merge, sides);
  const steps = mergeSteps(merge, sides);
  const layout = mergeLayouts(sides, steps.names);
  const parts: [string, JsonValue | undefined][] = [
    ["app_variables", variables],
    ["steps", steps.entries],
    ["layout", layout],
  ];
  const merged = parts.reduce((object, [key, value]) => withKey(object, { key, value }), document);
  const state = { document: inOrderOf(mine.document, merged), stepIds: steps.order };
  return { state, conflicts: merge.conflicts, renamed: steps.renamed };
}

function isSame(a: EditState, b: EditState): boolean {
  return isJsonEqual([...a.stepIds], [...b.stepIds]) && isJsonEqual(a.document, b.document);
}

function isEdgeList({ of, path }: MergePlace): boolean {
  return of === "step" && edgeKeys.includes(path[0] ?? "");
}

interface MergedSteps {
  order: string[];
  entries: JsonValue[];
  names: Map<string, string>;
  renamed: MergeResult["renamed"];
}

function mergeSteps(merge: Merge, sides: Sides<EditState>): MergedSteps {
  const lists = each(sides, (state) => {
    const ids = findStepIds(state);
    return new Map([...listSteps(state)].map(([id, { item }]) => [id, edgesToIds(item, ids)]));
  });
  const items = merge.items(lists, (id, item) => ({ of: "step", subject: id, ...named(item), path: [] }));
  const order = mergeKeyedOrder(merge, lists, { items, place: { of: "order", path: ["steps"] } });
  const { names, renamed } = nameApart(order, items, new Set(sides.mine.stepIds));
  const entries = order.map((id) => {
    const entry = edgesToNames(items.get(id) ?? {}, names);
    const name = names.get(id);
    return name === undefined ? entry : withKey(entry, { key: "name", value: name });
  });
  // Values of edges that conflict are shown as names.
  for (const conflict of merge.conflicts) {
    if (conflict.of !== "step") continue;
    for (const side of ["base", "theirs", "mine"] as const) {
      const value = conflict[side];
      if (value !== undefined) conflict[side] = showEdges(conflict.path, value, names);
    }
  }
  return { order, entries, names, renamed };
}

function showEdges(path: string[], value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  if (path.length === 0) return edgesToNames(value as JsonObject, names);
  const key = path[0] ?? "";
  if (path.length > 1 || !edgeKeys.includes(key)) return value;
  return ownValue(edgesToNames(withKey({}, { key, value }), names), key) ?? [];
}

/** Steps of one name, one from each side: the one of mine gets a number. */
function nameApart(
  order: readonly string[],
  items: KeyedItems,
  mine: ReadonlySet<string>,
): { names: Map<string, string>; renamed: MergeResult["renamed"] } {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const renamed: MergeResult["renamed"] = [];
  const nameOf = (id: string): string | undefined => readText(items.get(id) ?? {}, "name");
  for (const id of [...order.filter((step) => !mine.has(step)), ...order.filter((step) => mine.has(step))]) {
    const name = nameOf(id);
    if (name === undefined) continue;
    const isTakenByOther = [...names].some(([other, used]) => used === name && mine.has(other) !== mine.has(id));
    let free = name;
    for (let number = 2; isTakenByOther && taken.has(free); number += 1) free = `${name} ${number}`;
    if (free !== name) renamed.push({ step: id, from: name, to: free });
    names.set(id, free);
    taken.add(free);
  }
  return { names, renamed };
}

function mergeVariables(merge: Merge, sides: Sides<EditState>): JsonValue | undefined {
  const values = each(sides, ({ document }) => ownValue(document, "app_variables"));
  const lists = each(values, (list) => identifyItems(list, (item) => readText(item, "name")));
  const { base, theirs, mine } = lists;
  const isList = Array.isArray(values.theirs) && Array.isArray(values.mine);
  if (!isList || base === undefined || theirs === undefined || mine === undefined) {
    return merge.value(values, { of: "application", path: ["app_variables"] });
  }
  const maps = each({ base, theirs, mine }, (list) => new Map([...list].map(([name, { item }]) => [name, item])));
  const items = merge.items(maps, (name) => ({ of: "variable", subject: name, name, path: [] }));
  const silent = { of: "order" as const, path: ["app_variables"], silent: true as const };
  return mergeKeyedOrder(merge, maps, { items, place: silent }).map((name) => items.get(name) ?? {});
}

function mergeKeyedOrder(
  merge: Merge,
  lists: Sides<ReadonlyMap<string, JsonObject>>,
  { items, place }: { items: KeyedItems; place: MergePlace },
): string[] {
  const orders = each(lists, (list) => [...list.keys()]);
  return mergeOrder(orders, {
    kept: new Set(items.keys()),
    choose: () => (merge.choose(orders, place) === orders.theirs ? "theirs" : "mine"),
  });
}

function withoutParts(document: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const key of Object.keys(document)) {
    if (!["steps", "app_variables", "layout"].includes(key)) setOwn(result, key, document[key] ?? null);
  }
  return result;
}

/** The keys in the order of another object, further ones behind. */
function inOrderOf(order: JsonObject, object: JsonObject): JsonObject {
  const result: JsonObject = {};
  for (const key of new Set([...Object.keys(order), ...Object.keys(object)])) {
    const value = ownValue(object, key);
    if (value !== undefined) setOwn(result, key, value);
  }
  return result;
}

function named(item: JsonObject): { name?: string } {
  const name = readText(item, "name");
  return name === undefined ? {} : { name };
}

import { isJsonEqual, type JsonObject, type JsonValue, ownValue, setOwn } from "../../base/json.ts";
import { jsonPath } from "../jsonPath.ts";
import type { EditState } from "../operations/EditState.ts";
import { readText } from "../readApplication.ts";
import type { DiffItem, DiffSubject, DocumentDiff } from "./DocumentDiff.ts";
import { diffValues, type ValueChange } from "./diffValues.ts";
import { findMoved } from "./findMoved.ts";
import {
  findStepIds,
  identifyItems,
  identifyPosition,
  listSteps,
  nameSteps,
  type PlacedItem,
  readLayoutObject,
} from "./identifyItems.ts";
import { translateEdges } from "./translateEdges.ts";

type Path = (string | number)[];

/**
 * What a person changed between two documents, steps matched by id. A renamed step is one difference: the edges that follow
 * its new name are none. The order of keys does not count.
 */
export function diffDocuments(from: EditState, to: EditState): DocumentDiff {
  const steps = diffSteps(from, to);
  const application = { of: "application" as const, path: [] };
  return {
    logic: [
      ...diffKeys([without(from.document, logicParts), without(to.document, logicParts)], application),
      ...diffVariables(from.document, to.document),
      ...steps,
    ],
    layout: withoutFollowers(diffLayouts(from, to), steps),
  };
}

const logicParts = ["steps", "app_variables", "layout"];

function diffSteps(from: EditState, to: EditState): DiffItem[] {
  const before = listSteps(from);
  const after = listSteps(to);
  const moved = findMoved([...before.keys()], [...after.keys()]);
  const names = nameSteps(to);
  const ids = findStepIds(from);
  const follow = (name: string): string => names.get(ids.get(name) ?? "") ?? name;
  const isRenamed = ([id, { item }]: [string, PlacedItem]): boolean =>
    !isJsonEqual(ownValue(item, "name"), ownValue(after.get(id)?.item ?? item, "name"));
  // Most steps of a large document are as they were.
  const hasRenamed = [...before].some(isRenamed);
  const items: DiffItem[] = [];
  for (const [id, { item, index }] of before) {
    if (!after.has(id)) items.push(removed("step", { id, item, path: ["steps", index] }));
  }
  for (const [id, { item, index }] of after) {
    const path = ["steps", index];
    const old = before.get(id);
    if (old === undefined) {
      items.push(added("step", { id, item, path }));
      continue;
    }
    const about = { of: "step" as const, id, ...named(item), path };
    const [oldName, newName] = [ownValue(old.item, "name"), ownValue(item, "name")];
    if (!isJsonEqual(oldName, newName)) {
      items.push({ kind: "renamed", ...about, path: jsonPath([...path, "name"]), ...sides(oldName, newName) });
    }
    if (moved.has(id)) items.push({ kind: "moved", ...about, path: jsonPath(path), from: old.index, to: index });
    if (!hasRenamed && isJsonEqual(old.item, item)) continue;
    items.push(...diffKeys([without(translateEdges(old.item, follow), ["name"]), without(item, ["name"])], about));
  }
  return items;
}

function diffVariables(from: JsonObject, to: JsonObject): DiffItem[] {
  const lists: [JsonValue | undefined, JsonValue | undefined] = [
    ownValue(from, "app_variables"),
    ownValue(to, "app_variables"),
  ];
  return diffLists(lists, { of: "variable", path: ["app_variables"], identify: [byName, byName], ignore: [] });
}

function diffLayouts(from: EditState, to: EditState): DiffItem[] {
  const [before, after] = [readLayoutObject(from.document), readLayoutObject(to.document)];
  const list = (key: string): [JsonValue | undefined, JsonValue | undefined] => [
    ownValue(before, key),
    ownValue(after, key),
  ];
  const keys = ["steps", "groups", "notes"];
  const positions = diffLists(list("steps"), {
    of: "position",
    path: ["layout", "steps"],
    identify: [identifyPosition(from), identifyPosition(to)],
    ignore: ["id", "step"],
  });
  return [
    ...diffKeys([without(before, keys), without(after, keys)], { of: "layout", path: ["layout"] }),
    ...joinMoves(positions, to),
    ...diffLists(list("groups"), { of: "group", path: ["layout", "groups"], identify: [byId, byId], ignore: [] }),
    ...diffLists(list("notes"), { of: "note", path: ["layout", "notes"], identify: [byId, byId], ignore: [] }),
  ];
}

/** A card comes and goes with its step: that is no difference of its own. */
function withoutFollowers(layout: DiffItem[], steps: readonly DiffItem[]): DiffItem[] {
  const isWhole = ({ kind }: DiffItem): boolean => kind === "added" || kind === "removed";
  const ids = new Set(steps.filter(isWhole).map(({ id }) => id));
  return layout.filter((item) => item.of !== "position" || !isWhole(item) || !ids.has(item.id));
}

/** A card that moved is one difference, not one of x and one of y; cards are named as their steps. */
function joinMoves(items: DiffItem[], to: EditState): DiffItem[] {
  const names = nameSteps(to);
  const result: DiffItem[] = [];
  const movedCards = new Set<string>();
  for (const item of items) {
    const name = names.get(item.id ?? "") ?? item.name;
    const about = name === undefined ? item : { ...item, name };
    if (item.kind !== "changed" || !/\.[xy]$/.test(item.path)) {
      result.push(about);
      continue;
    }
    const { from: _from, to: _to, ...rest } = about;
    const path = item.path.slice(0, -2);
    if (!movedCards.has(path)) result.push({ ...rest, kind: "moved", path });
    movedCards.add(path);
  }
  return result;
}

interface ListRule {
  of: DiffSubject;
  path: Path;
  identify: [(item: JsonObject) => string | undefined, (item: JsonObject) => string | undefined];
  /** Keys that tell nothing of their own. */
  ignore: string[];
}

/** Differences of two lists whose items can be told apart; of others, value by value. */
function diffLists(
  [from, to]: [JsonValue | undefined, JsonValue | undefined],
  { of, path, identify, ignore }: ListRule,
): DiffItem[] {
  const before = identifyItems(from, identify[0]);
  const after = identifyItems(to, identify[1]);
  if (before === undefined || after === undefined) {
    return diffValues(from, to, path).map((change) => toItem(change, { of, path: [] }));
  }
  const items: DiffItem[] = [];
  for (const [id, { item, index }] of before) {
    if (!after.has(id)) items.push(removed(of, { id, item, path: [...path, index] }));
  }
  for (const [id, { item, index }] of after) {
    const old = before.get(id);
    const at = [...path, index];
    if (old === undefined) items.push(added(of, { id, item, path: at }));
    else if (!isJsonEqual(old.item, item)) {
      items.push(...diffKeys([without(old.item, ignore), without(item, ignore)], { of, id, ...named(item), path: at }));
    }
  }
  return items;
}

interface Subject {
  of: DiffSubject;
  id?: string;
  name?: string;
  path: Path;
}

function diffKeys([from, to]: [JsonObject, JsonObject], about: Subject): DiffItem[] {
  return diffValues(from, to, about.path).map((change) => toItem(change, about));
}

function toItem({ path, from, to }: ValueChange, { path: _, ...about }: Subject): DiffItem {
  return { kind: "changed", ...about, path: jsonPath(path), ...sides(from, to) };
}

function added(of: DiffSubject, { id, item, path }: { id: string; item: JsonObject; path: Path }): DiffItem {
  return { kind: "added", of, id, ...named(item), path: jsonPath(path), to: item };
}

function removed(of: DiffSubject, { id, item, path }: { id: string; item: JsonObject; path: Path }): DiffItem {
  return { kind: "removed", of, id, ...named(item), path: jsonPath(path), from: item };
}

function sides(from: JsonValue | undefined, to: JsonValue | undefined): { from?: JsonValue; to?: JsonValue } {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function named(item: JsonObject): { name?: string } {
  const name = readText(item, "name") ?? readText(item, "title") ?? readText(item, "step");
  return name === undefined ? {} : { name };
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  const result: JsonObject = {};
  for (const key of Object.keys(object)) if (!keys.includes(key)) setOwn(result, key, object[key] ?? null);
  return result;
}

function byName(item: JsonObject): string | undefined {
  return readText(item, "name");
}

function byId(item: JsonObject): string | undefined {
  return readText(item, "id");
}

import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import { createMemberReader } from "../operations/createMemberReader.ts";
import type { EditState } from "../operations/EditState.ts";
import { readText } from "../readApplication.ts";

export interface Place {
  x: number;
  y: number;
}

/** A group of a layout with what is in it by step id. */
export interface LayoutGroup {
  id: string;
  item: JsonObject;
  steps: readonly string[];
  parent: string | undefined;
}

export interface LayoutNote {
  id: string;
  item: JsonObject;
  /** Id of the step it belongs to. */
  step: string | undefined;
}

/** Where steps, groups and notes are, all by step id. What the layout gets wrong counts as absent. */
export interface LayoutItems {
  places: ReadonlyMap<string, Place>;
  groups: readonly LayoutGroup[];
  notes: readonly LayoutNote[];
}

export function readLayoutItems(state: EditState): LayoutItems {
  const toId = createMemberReader(state);
  const places = new Map<string, Place>();
  for (const item of listItems(state.document, "steps")) {
    const [x, y] = [ownValue(item, "x"), ownValue(item, "y")];
    const member = [readText(item, "id"), readText(item, "step")].find(
      (name) => name !== undefined && state.stepIds.includes(toId(name)),
    );
    if (member !== undefined && typeof x === "number" && typeof y === "number") places.set(toId(member), { x, y });
  }
  return {
    places,
    groups: listItems(state.document, "groups").flatMap((item) => {
      const id = readText(item, "id");
      const steps = ownValue(item, "steps");
      const members = Array.isArray(steps) ? steps.filter((member) => typeof member === "string") : [];
      return id === undefined ? [] : [{ id, item, steps: members.map(toId), parent: readText(item, "parent") }];
    }),
    notes: listItems(state.document, "notes").flatMap((item) => {
      const id = readText(item, "id");
      const step = readText(item, "step");
      return id === undefined ? [] : [{ id, item, step: step === undefined ? undefined : toId(step) }];
    }),
  };
}

/** Upper left corner of what has a place; undefined = nothing has one. */
export function cornerOf(places: readonly Place[]): Place | undefined {
  if (places.length === 0) return undefined;
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}

/** An item of a layout at another place. */
export function movedBy(item: JsonObject, by: Place): JsonObject {
  const shifted = (value: JsonValue | undefined, step: number): number =>
    (typeof value === "number" ? value : 0) + step;
  return { ...item, x: shifted(ownValue(item, "x"), by.x), y: shifted(ownValue(item, "y"), by.y) };
}

function listItems(document: ApplicationDocument, key: string): JsonObject[] {
  const layout = ownValue(document, "layout");
  const items = isJsonObject(layout) ? ownValue(layout, key) : undefined;
  return Array.isArray(items) ? items.filter(isJsonObject) : [];
}

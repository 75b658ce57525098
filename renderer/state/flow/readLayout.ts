import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";
import type { ApplicationDocument } from "../../../core/model/ApplicationDocument.ts";
import { readText } from "../../../core/model/readApplication.ts";
import type { FlowGroup, FlowNote } from "./Flow.ts";

/** Where the layout of a document puts things. What it gets wrong counts as absent. */
export interface LayoutView {
  /** By step id or, in a layout from elsewhere, by name. */
  places: ReadonlyMap<string, { x: number; y: number }>;
  groups: FlowGroup[];
  notes: FlowNote[];
}

export function readLayout(document: ApplicationDocument): LayoutView {
  const layout = ownValue(document, "layout");
  const list = (key: string): JsonObject[] => {
    const items = isJsonObject(layout) ? ownValue(layout, key) : undefined;
    return Array.isArray(items) ? items.filter(isJsonObject) : [];
  };
  return {
    places: readPlaces(list("steps")),
    groups: list("groups").flatMap(readGroup),
    notes: list("notes").flatMap(readNote),
  };
}

function readPlaces(items: JsonObject[]): Map<string, { x: number; y: number }> {
  const places = new Map<string, { x: number; y: number }>();
  for (const item of items) {
    const key = readText(item, "id") ?? readText(item, "step");
    const x = toNumber(ownValue(item, "x"));
    const y = toNumber(ownValue(item, "y"));
    if (key !== undefined && x !== undefined && y !== undefined) places.set(key, { x, y });
  }
  // A layout from elsewhere has ids that mean nothing here; its names do.
  for (const item of items) {
    const name = readText(item, "step");
    const place = places.get(readText(item, "id") ?? "");
    if (name !== undefined && place !== undefined && !places.has(name)) places.set(name, place);
  }
  return places;
}

function readGroup(item: JsonObject): FlowGroup[] {
  const id = readText(item, "id");
  if (id === undefined) return [];
  const steps = ownValue(item, "steps");
  return [
    {
      id,
      title: readText(item, "title") ?? "",
      colour: readText(item, "colour") ?? "",
      steps: Array.isArray(steps) ? steps.filter((step) => typeof step === "string") : [],
      parent: readText(item, "parent"),
      folded: ownValue(item, "folded") === true,
    },
  ];
}

function readNote(item: JsonObject): FlowNote[] {
  const id = readText(item, "id");
  if (id === undefined) return [];
  return [
    {
      id,
      text: readText(item, "text") ?? "",
      x: toNumber(ownValue(item, "x")) ?? 0,
      y: toNumber(ownValue(item, "y")) ?? 0,
      width: toNumber(ownValue(item, "w")) ?? 200,
      height: toNumber(ownValue(item, "h")) ?? 96,
      colour: readText(item, "colour") ?? "",
      step: readText(item, "step"),
    },
  ];
}

function toNumber(value: JsonValue | undefined): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

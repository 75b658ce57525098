import { isJsonObject, type JsonObject, type JsonValue, ownValue, setOwn } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import { readText } from "../../../core/model/readApplication.ts";
import type { ManifestLookup } from "../../../core/model/StepManifest.ts";
import { declaredNames, findOwnStepKey } from "../../../core/model/stepKeys.ts";
import { listSimpleNames } from "../../../core/model/validation/templateNames.ts";
import { listAllBoxes } from "../edits/moveItems.ts";
import { newName } from "../edits/newName.ts";
import { cardHeight, cardWidth, rowGap, snap } from "../flow/cardSize.ts";
import type { Flow } from "../flow/Flow.ts";
import type { Point, Rect } from "../ports/CanvasPort.ts";
import type { Clip } from "./Clip.ts";
import { findFreeShift } from "./findFreeShift.ts";

export interface Paste {
  clip: Clip;
  flow: Flow;
  /** Names of the application variables that are there. */
  variables: ReadonlySet<string>;
  manifests: ManifestLookup;
  /** Where the middle of the pasted things goes, or below what is there already; undefined: beside the originals. */
  at: Point | undefined;
  createId: () => string;
}

export interface Pasted {
  operations: EditOperation[];
  steps: string[];
  notes: string[];
  groups: string[];
  /** The place of all of it; undefined = nothing has one. */
  area: Rect | undefined;
}

/**
 * Pastes as one gesture: names that are taken get a number, edges between pasted steps stay, all others are dropped.
 * Application variables come along unless there is one of their name; a step that uses one that is nowhere brings its name.
 */
export function pasteClip({ clip, flow, variables, manifests, at, createId }: Paste): Pasted {
  const shift = toFreeShift({ clip, flow, at });
  const taken = new Set(flow.steps.map(({ name }) => name));
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const steps = clip.steps.map(({ entry, at: place }, index) => {
    const old = readText(entry, "name") ?? readText(entry, "file") ?? "Step";
    const name = newName(old, taken);
    const id = createId();
    if (!names.has(old)) {
      names.set(old, name);
      ids.set(old, id);
    }
    const target = place ?? placeless(index);
    return { id, name, entry, at: { x: snap(target.x + shift.x), y: snap(target.y + shift.y) } };
  });
  const groupIds = new Map(clip.groups.map(({ id }) => [id, createId()]));
  const notes = clip.notes.map((note) => {
    const step = note.step === undefined ? undefined : ids.get(note.step);
    const { text, width, height, colour } = note;
    const place = { x: snap(note.x + shift.x), y: snap(note.y + shift.y) };
    return { id: createId(), text, ...place, w: width, h: height, colour, ...(step === undefined ? {} : { step }) };
  });
  const present = new Set(variables);
  const missing = [...(clip.variables ?? []), ...listUsed(clip, manifests)].filter((variable) => {
    const name = readText(variable, "name");
    if (name === undefined || present.has(name)) return false;
    present.add(name);
    return true;
  });
  const operations = [
    ...missing.map((variable): EditOperation => ({ op: "addVariable", variable })),
    ...steps.map(({ id, name, entry, at: place }): EditOperation => {
      const file = readText(entry, "file");
      const manifest = file === undefined ? undefined : manifests(file, readText(entry, "syncpack"));
      const copy = renamed(entry, { name, names, declared: declaredNames(manifest) });
      return { op: "addStep", step: id, entry: copy, at: place };
    }),
    ...clip.groups.map(({ id, title, colour, steps: members, parent, folded }): EditOperation => {
      const inner = members.flatMap((member) => ids.get(member) ?? []);
      const group: JsonObject = { id: groupIds.get(id) ?? id, title, colour, steps: inner, folded };
      const outer = parent === undefined ? undefined : groupIds.get(parent);
      return { op: "addGroup", group: outer === undefined ? group : { ...group, parent: outer } };
    }),
    ...notes.map((note): EditOperation => ({ op: "addNote", note })),
  ];
  return {
    operations,
    steps: steps.map(({ id }) => id),
    notes: notes.map(({ id }) => id),
    groups: [...groupIds.values()],
    area: around([
      ...steps.map((step) => ({ ...step.at, width: cardWidth, height: cardHeight })),
      ...notes.map(({ x, y, w, h }) => ({ x, y, width: w, height: h })),
    ]),
  };
}

/** Steps without a place go below each other. */
const placeless = (index: number): Point => ({ x: 0, y: index * (cardHeight + rowGap) });

/** Application variables that the parameters of steps use, by name alone. */
function listUsed({ steps }: Clip, manifests: ManifestLookup): JsonObject[] {
  return steps.flatMap(({ entry }) => {
    const manifest = manifests(readText(entry, "file") ?? "", readText(entry, "syncpack"));
    return (manifest?.parameters ?? []).flatMap(({ name, kind }) => {
      const value = kind === "code" ? undefined : ownValue(entry, name);
      if (value === undefined) return [];
      return listSimpleNames(value).flatMap((use) => (use.kind === "appvar" ? [{ name: use.name }] : []));
    });
  });
}

/** Room for the frames of groups in groups, with their titles. */
const groupGap = 96;

/** What comes to a place goes below what is there, instead of over or among it. */
function toFreeShift({ clip, flow, at }: Pick<Paste, "clip" | "flow" | "at">): Point {
  const shift = toShift(clip, at);
  const size = { width: cardWidth, height: cardHeight };
  const cards = clip.steps.map(({ at: place }, index) => ({ ...(place ?? placeless(index)), ...size }));
  const whole = around([...cards, ...clip.notes]);
  if (at === undefined || whole === undefined) return shift;
  const block = { ...whole, x: snap(whole.x + shift.x), y: snap(whole.y + shift.y) };
  const gap = rowGap + (clip.groups.length + flow.groups.length > 0 ? groupGap : 0);
  return { x: shift.x, y: shift.y + findFreeShift(block, { taken: listAllBoxes(flow), gap }) };
}

function around(boxes: readonly Rect[]): Rect | undefined {
  if (boxes.length === 0) return undefined;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const [right, bottom] = [
    Math.max(...boxes.map((box) => box.x + box.width)),
    Math.max(...boxes.map((box) => box.y + box.height)),
  ];
  return { x, y, width: right - x, height: bottom - y };
}

function toShift({ steps, notes }: Clip, at: Point | undefined): Point {
  if (at === undefined) return { x: 24, y: 24 };
  const places = [...steps.flatMap((step) => step.at ?? []), ...notes];
  if (places.length === 0) return { x: at.x - cardWidth / 2, y: at.y - cardHeight / 2 };
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const middle = (values: number[], size: number): number => (Math.min(...values) + Math.max(...values) + size) / 2;
  return { x: at.x - middle(xs, cardWidth), y: at.y - middle(ys, cardHeight) };
}

function renamed(
  entry: JsonObject,
  to: { name: string; names: ReadonlyMap<string, string>; declared: ReadonlySet<string> },
): JsonObject {
  const mapped = (value: JsonValue | undefined): JsonValue[] =>
    (Array.isArray(value) ? value : []).flatMap((item) => (typeof item === "string" ? (to.names.get(item) ?? []) : []));
  const copy: JsonObject = {};
  for (const key of Object.keys(entry)) {
    const value = entry[key];
    if (value === undefined) continue;
    const isOwn = findOwnStepKey(entry, key, to.declared) !== undefined;
    if (key === "name") copy.name = to.name;
    else if (key === "output_to" || key === "data_from" || (key === "error_to" && isOwn)) {
      const names = mapped(value);
      if (names.length > 0) copy[key] = names;
    } else if (key === "routes" && isOwn && isJsonObject(value)) {
      const routes: JsonObject = {};
      for (const output of Object.keys(value)) {
        const names = mapped(ownValue(value, output));
        if (names.length > 0) setOwn(routes, output, names);
      }
      if (Object.keys(routes).length > 0) copy.routes = routes;
    } else setOwn(copy, key, value);
  }
  if (!Object.hasOwn(copy, "name")) copy.name = to.name;
  return copy;
}

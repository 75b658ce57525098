import { isJsonEqual, isJsonObject, type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";
import { toBoolean } from "../../../core/model/baseValues.ts";
import { createMemberReader } from "../../../core/model/operations/createMemberReader.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import { findPin } from "../../../core/model/operations/Pins.ts";
import { listEntries, readText } from "../../../core/model/readApplication.ts";
import type { ManifestLookup, StepManifest } from "../../../core/model/StepManifest.ts";
import { declaredNames, findOwnStepKey } from "../../../core/model/stepKeys.ts";
import { emptyFlow, type Flow, type FlowStep } from "./Flow.ts";
import { readEdges } from "./readEdges.ts";
import { readLayout } from "./readLayout.ts";
import { readOutputs } from "./readOutputs.ts";

export interface FlowSource {
  state: EditState;
  manifests: ManifestLookup;
  /** The flow of before: what did not change is given back as the same object. */
  before?: Flow;
  /** What `before` was read from, with the same classes: then only the steps that changed since are read. */
  from?: EditState | undefined;
}

/** The picture of a document. Never throws: what cannot be read is left out. */
export function readFlow(source: FlowSource): Flow {
  return readChangedSteps(source) ?? readAll(source);
}

/** The flow when values inside of steps are all that changed, as while somebody types; else undefined. */
function readChangedSteps({ state, manifests, before, from }: FlowSource): Flow | undefined {
  if (before === undefined || from === undefined || !isSameFrame(state, from)) return undefined;
  const [entries, known] = [readSteps(state), readSteps(from)];
  if (entries.length !== before.steps.length || entries.length !== known.length) return undefined;
  const changed: FlowStep[] = [];
  const steps = before.steps.slice();
  for (const [index, entry] of entries.entries()) {
    const old = before.steps[index];
    if (entry === known[index] || old === undefined) continue;
    if (!isJsonObject(entry)) return undefined;
    const { id, at, pinned } = old;
    const step = readStep({ id, entry, manifest: findManifest(entry, manifests), at, pinned, before: old });
    if (!isJsonEqual(wiresOf(step), wiresOf(old))) return undefined;
    steps[index] = step;
    changed.push(step);
  }
  if (changed.length === 0) return before;
  const byId = new Map(before.byId);
  for (const step of changed) byId.set(step.id, step);
  return { ...before, steps, byId };
}

/** Whether two states differ in nothing but what their steps say. */
function isSameFrame(a: EditState, b: EditState): boolean {
  return (
    a.stepIds === b.stepIds && a.pins === b.pins && ownValue(a.document, "layout") === ownValue(b.document, "layout")
  );
}

function readSteps({ document }: EditState): readonly JsonValue[] {
  const steps = ownValue(document, "steps");
  return Array.isArray(steps) ? steps : [];
}

/** All of a step that edges are made of. */
function wiresOf({ name, manifest, entry, outputs }: FlowStep): JsonValue {
  const declared = declaredNames(manifest);
  const keys = ["output_to", "data_from"].map((key) => ownValue(entry, key));
  const own = ["error_to", "routes"].map((key) => findOwnStepKey(entry, key, declared));
  return [name, ...[...keys, ...own].map((value) => value ?? null), outputs as unknown as JsonValue];
}

function readAll({ state, manifests, before = emptyFlow }: FlowSource): Flow {
  const entries = listEntries(state.document);
  const layout = readLayout(state.document);
  const toId = createMemberReader(state);
  const groups = layout.groups.map((group) => ({ ...group, steps: group.steps.map(toId) }));
  const notes = layout.notes.map((note) => ({ ...note, step: note.step && toId(note.step) }));
  const found = entries.map((entry) => findManifest(entry, manifests));
  const steps = entries.map((entry, index) => {
    const id = state.stepIds[index] ?? "";
    const at = layout.places.get(id) ?? layout.places.get(readText(entry, "name") ?? "");
    const pinned = findPin(state, id) !== undefined;
    return readStep({ id, entry, manifest: found[index], at, pinned, before: before.byId.get(id) });
  });
  const known = new Map(before.edges.map((edge) => [edge.id, edge]));
  const edges = readEdges({ ids: state.stepIds, entries, manifests: found, known });
  return {
    steps: sameList(steps, before.steps),
    byId: new Map(steps.map((step) => [step.id, step])),
    edges: sameList(edges, before.edges),
    groups: sameValue(groups, before.groups),
    notes: sameValue(notes, before.notes),
  };
}

interface StepSource {
  id: string;
  entry: JsonObject;
  manifest: StepManifest | undefined;
  at: { x: number; y: number } | undefined;
  pinned: boolean;
  before: FlowStep | undefined;
}

function readStep({ id, entry, manifest, at, pinned, before }: StepSource): FlowStep {
  const isSame = before?.entry === entry && before.manifest === manifest && before.pinned === pinned;
  if (before !== undefined && isSame && isSamePlace(before.at, at)) return before;
  const declared = declaredNames(manifest);
  const routes = findOwnStepKey(entry, "routes", declared);
  const outputs = readOutputs(entry, manifest, isJsonObject(routes) ? routes : {});
  return {
    id,
    name: readText(entry, "name") ?? "",
    file: readText(entry, "file") ?? "",
    syncpack: readText(entry, "syncpack"),
    entry,
    manifest,
    disabled: toBoolean(findOwnStepKey(entry, "disabled", declared)) ?? false,
    pinned,
    outputs,
    at,
  };
}

function findManifest(entry: JsonObject, manifests: ManifestLookup): StepManifest | undefined {
  const file = readText(entry, "file");
  return file === undefined ? undefined : manifests(file, readText(entry, "syncpack"));
}

function isSamePlace(a: { x: number; y: number } | undefined, b: { x: number; y: number } | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y);
}

function sameList<T>(next: readonly T[], before: readonly T[]): readonly T[] {
  return next.length === before.length && next.every((item, index) => item === before[index]) ? before : next;
}

function sameValue<T extends object>(next: readonly T[], before: readonly T[]): readonly T[] {
  const plain = (items: readonly T[]): JsonObject[] => items as unknown as JsonObject[];
  return isJsonEqual(plain(next), plain(before)) ? before : next;
}

import { type JsonObject, ownValue } from "../../base/json.ts";
import { applyOperation } from "../operations/applyOperation.ts";
import type { EditOperation } from "../operations/EditOperation.ts";
import type { EditState } from "../operations/EditState.ts";
import { changeEntry, mapEdges, withOutputs } from "./changeEntry.ts";
import { type InliningParts, listHeads } from "./checkInlining.ts";
import { withVariable } from "./entryTexts.ts";
import { cornerOf, movedBy, type Place, readLayoutItems } from "./layoutItems.ts";
import type { NamePlan } from "./planNames.ts";
import type { VariablePlan } from "./planVariables.ts";
import { type GraphStep, readStepGraph, type StepGraph } from "./StepGraph.ts";

interface JoinParts extends InliningParts {
  /** The child with ids of its own. */
  own: EditState;
  names: NamePlan;
  variables: VariablePlan;
}

/** The operations that put the steps of a child in the place of the step that ran it. */
export function joinParent(parts: JoinParts): { operations: EditOperation[]; steps: string[] } {
  const { request, parent, trigger, matched, variables } = parts;
  const state = renameAll(parts);
  const inner = readStepGraph(state, request.manifests);
  const inputs = idMap(matched.inputs);
  const picks = idMap(matched.picks);
  const results = new Set([...matched.results].map(({ id }) => id));
  const kept = inner.steps.filter(({ id }) => !inputs.has(id) && !results.has(id));
  const target = (id: string): string => picks.get(id)?.id ?? id;
  const join: Join = { parts, state, inner, inputs, picks, results, kept, target };
  const entries = kept.map((step) => ({ step, entry: toEntry(step, join) }));
  const places = toPlaces(join);
  const operations: EditOperation[] = [
    ...variables.operations,
    ...parent.steps
      .filter((step) => parent.edges.some(({ from, to }) => from === step && to === trigger))
      .flatMap((producer) => changeProducer(producer, join)),
    ...entries.flatMap(({ step, entry }): EditOperation[] => {
      const pick = picks.get(step.id);
      if (pick !== undefined) return changeEntry(pick.id, pick.entry, entry);
      const at = places.get(step.id);
      const before = findNext(step, join);
      return [{ op: "addStep", step: step.id, entry, before, ...(at === undefined ? {} : { at }) }];
    }),
    { op: "removeStep", step: trigger.id },
    ...movePicks(join, places),
    ...addLayout(join),
  ];
  return { operations, steps: kept.map(({ id }) => target(id)) };
}

interface Join {
  parts: JoinParts;
  /** The child with the names that its steps get in the parent. */
  state: EditState;
  inner: StepGraph;
  /** Steps of the child by id, with those of the parent they stand for. */
  inputs: ReadonlyMap<string, GraphStep>;
  picks: ReadonlyMap<string, GraphStep>;
  results: ReadonlySet<string>;
  /** The steps that come into the parent. */
  kept: readonly GraphStep[];
  /** The id a step has in the parent. */
  target(id: string): string;
}

/** By way of names that nothing has, so that names can be exchanged. */
function renameAll({ own, names, request }: JoinParts): EditState {
  const changed = [...names.names].filter(([id, name]) => {
    const entry = readStepGraph(own, request.manifests).steps.find((step) => step.id === id);
    return entry?.name !== name;
  });
  const rename = (state: EditState, [step, name]: [string, string]): EditState =>
    applyOperation(state, { op: "renameStep", step, name }, request.manifests).state;
  const between = changed.map(([id]): [string, string] => [id, request.createId()]);
  return changed.reduce(rename, between.reduce(rename, own));
}

function idMap(steps: ReadonlyMap<GraphStep, GraphStep>): Map<string, GraphStep> {
  return new Map([...steps].map(([step, other]) => [step.id, other]));
}

/** A step as it is in the parent: what the result led to, it leads to itself. */
function toEntry(step: GraphStep, { parts, inner, picks, results }: Join): JsonObject {
  const pick = picks.get(step.id);
  const outer = parts.parent.edges.filter(({ from }) => from === pick).map(({ to }) => to.name);
  const entry = mapEdges(step, (name, key) => {
    const other = inner.byName.get(name);
    if (other === undefined || !results.has(other.id)) return [name];
    return key === "routes" ? outer : [];
  });
  const list = pick === undefined ? undefined : ownValue(pick.entry, "output_to");
  const led = withOutputs(
    entry,
    (Array.isArray(list) ? list : []).filter((name) => typeof name === "string"),
  );
  return [...parts.variables.renamed].reduce((one, [from, to]) => withVariable(one, { from, to }), led);
}

/** A producer leads to what took its data in the child; one that the child knew nothing of, to the steps it begins with. */
function changeProducer(producer: GraphStep, { parts, inner, inputs }: Join): EditOperation[] {
  const { trigger, matched } = parts;
  const [input] = [...inputs].find(([, other]) => other === producer) ?? [];
  const heads = new Set(listHeads(parts.inner, matched).map(({ id }) => id));
  const consumers =
    input === undefined
      ? inner.steps.filter(({ id }) => heads.has(id)).map(({ name }) => name)
      : inner.edges.filter(({ from }) => from.id === input).map(({ to }) => to.name);
  const list =
    input === undefined ? consumers : ownValue(inner.steps.find(({ id }) => id === input)?.entry ?? {}, "output_to");
  const written = (Array.isArray(list) ? list : []).filter((name) => typeof name === "string");
  const entry = mapEdges(producer, (name, key) => {
    if (name !== trigger.name) return [name];
    return key === "routes" ? consumers : written;
  });
  return changeEntry(producer.id, producer.entry, withOutputs(entry, written));
}

/** The step of the parent before which one comes in, so that the order of producers stays; null = last. */
function findNext(step: GraphStep, { parts, inner, inputs, picks }: Join): string | null {
  const anchorOf = ({ id }: GraphStep): GraphStep | undefined => inputs.get(id) ?? picks.get(id);
  const index = inner.steps.indexOf(step);
  const next = inner.steps
    .slice(index)
    .map(anchorOf)
    .find((anchor) => anchor !== undefined);
  if (next !== undefined) return next.id;
  const last = inner.steps
    .slice(0, index)
    .map(anchorOf)
    .findLast((anchor) => anchor !== undefined);
  const order = parts.parent.steps;
  const at = order.indexOf(parts.trigger);
  const after = last === undefined ? -1 : order.indexOf(last);
  return after < at ? parts.trigger.id : (order[after + 1]?.id ?? null);
}

/** Where the steps go: as they lie to each other in the child, from the corner of the step that ran it. */
function toPlaces({ parts, state, kept }: Join): Map<string, Place> {
  const { places } = readLayoutItems(state);
  const by = shiftOf(
    parts,
    kept.flatMap(({ id }) => places.get(id) ?? []),
  );
  return new Map(
    kept.flatMap(({ id }): [string, Place][] => {
      const place = places.get(id);
      return place === undefined || by === undefined ? [] : [[id, { x: place.x + by.x, y: place.y + by.y }]];
    }),
  );
}

function shiftOf({ request, trigger }: JoinParts, places: readonly Place[]): Place | undefined {
  const at = readLayoutItems(request.state).places.get(trigger.id);
  const corner = cornerOf(places);
  return at === undefined || corner === undefined ? undefined : { x: at.x - corner.x, y: at.y - corner.y };
}

function movePicks({ picks }: Join, places: ReadonlyMap<string, Place>): EditOperation[] {
  const positions = [...picks].flatMap(([id, { id: step }]) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ step, ...place }];
  });
  return positions.length === 0 ? [] : [{ op: "moveSteps", positions }];
}

/** Groups and notes of the child; what was in none is in the group of the step that ran it. */
function addLayout({ parts, state, kept, target }: Join): EditOperation[] {
  const { request, trigger } = parts;
  const before = readLayoutItems(request.state);
  const own = readLayoutItems(state);
  const isKept = new Set(kept.map(({ id }) => id));
  const by = shiftOf(
    parts,
    kept.flatMap(({ id }) => own.places.get(id) ?? []),
  ) ?? { x: 0, y: 0 };
  const taken = new Set([...before.groups, ...before.notes].map(({ id }) => id));
  const ids = new Map([...own.groups, ...own.notes].map(({ id }) => [id, taken.has(id) ? request.createId() : id]));
  const outer = before.groups.find(({ steps }) => steps.includes(trigger.id));
  const grouped = new Set(own.groups.flatMap(({ steps }) => steps));
  const picked = new Set(before.groups.flatMap(({ steps }) => steps));
  const loose = kept.filter(({ id }) => !grouped.has(id)).map(({ id }) => target(id));
  const members = [...(outer?.steps ?? []).filter((id) => id !== trigger.id), ...loose.filter((id) => !picked.has(id))];
  return [
    ...(outer === undefined
      ? []
      : [{ op: "setGroup", id: outer.id, key: "steps", value: members } satisfies EditOperation]),
    ...own.groups.map(({ id, item, steps, parent }): EditOperation => {
      const inside = (parent === undefined ? undefined : ids.get(parent)) ?? outer?.id;
      const group = { ...item, id: ids.get(id) ?? id, steps: steps.filter((step) => isKept.has(step)).map(target) };
      return { op: "addGroup", group: inside === undefined ? group : { ...group, parent: inside } };
    }),
    ...own.notes.map(({ id, item, step }): EditOperation => {
      const { step: _, ...rest } = movedBy(item, by);
      const tied = step !== undefined && isKept.has(step) ? { step: target(step) } : {};
      return { op: "addNote", note: { ...rest, id: ids.get(id) ?? id, ...tied } };
    }),
  ];
}

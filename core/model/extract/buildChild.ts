import { type JsonObject, ownValue, setOwn } from "../../base/json.ts";
import type { ApplicationDocument } from "../ApplicationDocument.ts";
import { mapEdges, withOutputs } from "./changeEntry.ts";
import { findWholeGroups } from "./chosenGroups.ts";
import { cornerOf, readLayoutItems } from "./layoutItems.ts";
import type { ExtractionParts } from "./planExtraction.ts";
import type { GraphStep } from "./StepGraph.ts";
import { createInput, createResult } from "./standIns.ts";

/** The new application: the chosen steps in their order, with scripts for what is outside. */
export function buildChild(parts: ExtractionParts): ApplicationDocument {
  const { request, border, handover } = parts;
  const { document } = request.state;
  const steps = border.graph.steps.flatMap((step) => {
    const variable = handover.inputs.get(step.name);
    if (variable !== undefined) return [toInput(step, variable, parts)];
    return border.chosen.has(step) ? [toEntry(step, parts)] : [];
  });
  const child: JsonObject = { name: request.child.name, friendly_name: request.child.friendlyName };
  for (const key of ["configuration", "queue", "generate_report", "syncpack_versions"]) {
    const value = ownValue(document, key);
    if (value !== undefined) setOwn(child, key, value);
  }
  child.app_variables = handover.variables;
  child.steps = [...steps, ...[...handover.results.values()].map(createResult)];
  child.layout = toLayout(parts);
  return child;
}

function toInput({ name, entry, manifest }: GraphStep, variable: string, { border }: ExtractionParts): JsonObject {
  const { chosen, graph } = border;
  const inner = mapEdges({ entry, manifest }, (target) =>
    chosen.has(graph.byName.get(target) as GraphStep) ? [target] : [],
  );
  const outputs = ownValue(inner, "output_to");
  return { ...createInput(name, variable), ...(outputs === undefined ? {} : { output_to: outputs }) };
}

/** A step as it was, without its edges to the outside: what took its data gets it from the result. */
function toEntry(step: GraphStep, { border, handover }: ExtractionParts): JsonObject {
  const { graph, chosen } = border;
  const result = handover.results.get(step.name);
  const entry = mapEdges(step, (name, key) => {
    const other = graph.byName.get(name);
    if (other === undefined || chosen.has(other)) return [name];
    if (key === "data_from") return handover.inputs.has(name) ? [name] : [];
    return result === undefined ? [] : [result];
  });
  return result === undefined ? entry : withOutputs(entry, [result]);
}

function toLayout({ request, border, handover }: ExtractionParts): JsonObject {
  const { places, groups, notes } = readLayoutItems(request.state);
  const { spacing } = request;
  const nameOf = new Map(border.graph.steps.map(({ id, name }) => [id, name]));
  const isChosen = (id: string | undefined): boolean => id !== undefined && request.steps.has(id);
  const chosen = [...border.chosen].flatMap(({ id, name }) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ step: name, ...place }];
  });
  const corner = cornerOf(chosen) ?? { x: 0, y: 0 };
  const right = Math.max(corner.x, ...chosen.map(({ x }) => x)) + spacing.x;
  const column = (names: Iterable<string>, x: number): JsonObject[] =>
    [...names].map((step, index) => ({ step, x, y: corner.y + index * spacing.y }));
  return {
    version: 1,
    steps:
      chosen.length === 0
        ? []
        : [
            ...column(handover.inputs.keys(), corner.x - spacing.x),
            ...chosen,
            ...column(handover.results.values(), right),
          ],
    groups: findWholeGroups(groups, request.steps).map(({ item, steps }) => ({
      ...item,
      steps: steps.map((id) => nameOf.get(id) ?? id),
    })),
    notes: notes
      .filter(({ id, step }) => isChosen(step) || (step === undefined && request.notes.has(id)))
      .map(({ item, step }) => (step === undefined ? item : { ...item, step: nameOf.get(step) ?? step })),
  };
}

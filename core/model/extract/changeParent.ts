import { type JsonObject, ownValue } from "../../base/json.ts";
import type { EditOperation } from "../operations/EditOperation.ts";
import { changeEntry, mapEdges } from "./changeEntry.ts";
import { findOuterGroup, findWholeGroups } from "./chosenGroups.ts";
import { cornerOf, type LayoutItems, type Place, readLayoutItems } from "./layoutItems.ts";
import type { ExtractionParts } from "./planExtraction.ts";
import type { GraphStep } from "./StepGraph.ts";
import { createPick, triggerFile } from "./standIns.ts";

/**
 * What happens to the parent: the new step comes where the first chosen one was, what led to chosen steps leads to it, and
 * those whose data others take become scripts that give it.
 */
export function changeParent(parts: ExtractionParts): EditOperation[] {
  const { border, handover, request, trigger } = parts;
  const { graph, chosen, producers } = border;
  const exits = new Set(border.exits);
  const first = graph.steps.find((step) => chosen.has(step));
  const layout = readLayoutItems(request.state);
  const at = cornerOf([...chosen].flatMap(({ id }) => layout.places.get(id) ?? []));
  return [
    {
      op: "addStep",
      step: trigger,
      entry: toTrigger(parts),
      before: first?.id ?? null,
      ...(at === undefined ? {} : { at }),
    },
    ...producers.flatMap((producer) => {
      const entry = mapEdges(producer, (name) => (isIn(name, parts) ? [handover.trigger] : [name]));
      return changeEntry(producer.id, producer.entry, entry);
    }),
    ...border.exits.flatMap((exit) => changeEntry(exit.id, exit.entry, toPick(exit, parts))),
    ...[...chosen]
      .filter((step) => !exits.has(step))
      .map((step): EditOperation => ({ op: "removeStep", step: step.id })),
    ...(at === undefined || exits.size === 0 ? [] : [placePicks(parts, at)]),
    ...changeLayout(parts, layout),
  ];
}

function isIn(name: string, { border }: ExtractionParts): boolean {
  const step = border.graph.byName.get(name);
  return step !== undefined && border.chosen.has(step);
}

function toTrigger(parts: ExtractionParts): JsonObject {
  const { border, handover, request } = parts;
  // Producers that do not say themselves where they lead.
  const silent = border.producers.filter(({ entry }) => {
    const list = ownValue(entry, "output_to");
    return !(Array.isArray(list) && list.some((name) => typeof name === "string" && isIn(name, parts)));
  });
  const exits = border.exits.map(({ name }) => name);
  return {
    name: handover.trigger,
    file: triggerFile,
    application: request.child.name,
    parameters: handover.parameters,
    wait: true,
    ...(silent.length === 0 ? {} : { data_from: silent.map(({ name }) => name) }),
    ...(exits.length === 0 ? {} : { output_to: exits }),
  };
}

function toPick(exit: GraphStep, parts: ExtractionParts): JsonObject {
  const outer = mapEdges(exit, (name) => (isIn(name, parts) ? [] : [name]));
  const outputs = ownValue(outer, "output_to");
  const pick = createPick(exit.name, parts.handover.results.get(exit.name) ?? "");
  return outputs === undefined ? pick : { ...pick, output_to: outputs };
}

function placePicks({ border, request }: ExtractionParts, at: Place): EditOperation {
  const { spacing } = request;
  const positions = border.exits.map(({ id }, index) => ({
    step: id,
    x: at.x + spacing.x,
    y: at.y + index * spacing.y,
  }));
  return { op: "moveSteps", positions };
}

/** Whole groups and the notes go to the child; the new step is in the group around all of them. */
function changeLayout({ request, border, trigger }: ExtractionParts, layout: LayoutItems): EditOperation[] {
  const { steps, notes } = request;
  const whole = new Set(findWholeGroups(layout.groups, steps));
  const gone = layout.notes.filter(({ id, step }) => (step === undefined ? notes.has(id) : steps.has(step)));
  const exits = new Set(border.exits.map(({ id }) => id));
  const outer = findOuterGroup(layout.groups, steps);
  const members = outer?.steps.filter((id) => !steps.has(id) || exits.has(id)) ?? [];
  return [
    ...[...whole].map(({ id }): EditOperation => ({ op: "removeGroup", id })),
    ...gone.map(({ id }): EditOperation => ({ op: "removeNote", id })),
    ...(outer === undefined
      ? []
      : [{ op: "setGroup", id: outer.id, key: "steps", value: [...members, trigger] } satisfies EditOperation]),
  ];
}

import { listTemplateNames } from "../../../core/template/listTemplateNames.ts";
import type { Flow, FlowStep } from "../flow/Flow.ts";
import type { StepLook } from "../live/toStepLook.ts";
import { type FlowText, listTexts } from "./FlowText.ts";
import { findUses } from "./findUses.ts";

/** What is searched for: a text, and which steps are meant. */
export interface Search {
  text: string;
  /** `is:failed` or another state of a step, such as `is:skipped`; what is no state is that of none. */
  looks: readonly string[];
  /** `is:changed` */
  changed: boolean;
  /** `class:NAME`: part of the name of the class. */
  classes: readonly string[];
  /** `uses:NAME`: a variable, a configuration variable or a step. */
  uses: readonly string[];
}

/** Reads what a person types; a value with spaces stands in quotes: `uses:"Read orders"`. What is no filter is searched for. */
export function parseSearch(query: string): Search {
  const filters: [string, string][] = [];
  const text = query.replace(/(?:^|(?<=\s))(is|class|uses):(?:"([^"]*)"|(\S+))/g, (_all, name, quoted, word) => {
    filters.push([name, quoted ?? word]);
    return "";
  });
  const valuesOf = (wanted: string): string[] => filters.flatMap(([name, value]) => (name === wanted ? [value] : []));
  return {
    text: text.trim(),
    looks: valuesOf("is").filter((value) => value !== "changed"),
    changed: valuesOf("is").includes("changed"),
    classes: valuesOf("class"),
    uses: valuesOf("uses"),
  };
}

export interface Finding {
  flow: Flow;
  search: Search;
  /** How a step does in the run that is shown. */
  lookOf: (step: FlowStep) => StepLook;
  /** Whether a step differs from what is published. */
  isChanged: (step: FlowStep) => boolean;
}

export interface FoundText {
  at: FlowText;
  /** How often the text stands there; 0 = only the step is meant. */
  count: number;
}

/** The texts that hold what is searched for; without a text the names of the steps that the filters let through. */
export function findTexts({ flow, search, lookOf, isChanged }: Finding): FoundText[] {
  const { text, looks, changed, classes, uses } = search;
  const isFiltered = changed || looks.length + classes.length + uses.length > 0;
  if (text === "" && !isFiltered) return [];
  const users = uses.map((name) => listUsers(flow, name));
  const isMeant = (step: FlowStep): boolean =>
    looks.every((look) => lookOf(step) === look) &&
    (!changed || isChanged(step)) &&
    classes.every((name) =>
      `${step.file} ${step.manifest?.friendlyName ?? ""}`.toLowerCase().includes(name.toLowerCase()),
    ) &&
    users.every((ids) => ids.has(step.id));
  return listTexts(flow).flatMap((at): FoundText[] => {
    if (isFiltered && !("step" in at && isMeant(at.step))) return [];
    if (text === "") return at.place === "name" ? [{ at, count: 0 }] : [];
    const count = at.text.toLowerCase().split(text.toLowerCase()).length - 1;
    return count === 0 ? [] : [{ at, count }];
  });
}

/** A text with another one in all its places, whatever their case. */
export function replaceInText(text: string, { from, to }: { from: string; to: string }): string {
  const places = new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi");
  return text.replace(places, () => to);
}

/** Ids of the steps that use a name: in `${config.NAME}`, `${appvar.NAME}` or a path, as a step, or by an edge from it. */
function listUsers(flow: Flow, name: string): Set<string> {
  const found = new Set(findUses(flow, name).map(({ at }) => at.step.id));
  for (const step of flow.steps) {
    if (listTemplateNames(step.entry).some((token) => token.name === name || token.name.startsWith(`${name}.`)))
      found.add(step.id);
  }
  for (const { from, to } of flow.edges) if (flow.byId.get(from)?.name === name) found.add(to);
  return found;
}

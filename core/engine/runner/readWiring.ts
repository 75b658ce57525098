import type { ApplicationView } from "../../model/ApplicationDocument.ts";
import { readApplication } from "../../model/readApplication.ts";
import { createGraph, type Graph } from "../Graph.ts";
import { classKey, type RunPlan } from "../ports/RunStore.ts";

/** How the document of a run reads with its classes. Immutable. */
export interface Wiring {
  view: ApplicationView;
  graph: Graph;
}

const known = new WeakMap<RunPlan["document"], Wiring & { classes: RunPlan["classes"] }>();

/** The view and the graph of a plan's document. Runs of one document share them: thousands may begin together. */
export function readWiring({ document, classes }: Pick<RunPlan, "document" | "classes">): Wiring {
  const found = known.get(document);
  if (found !== undefined && areSame(found.classes, classes)) return found;
  const view = readApplication(document, (file, syncpack) => classes[classKey(file, syncpack)]?.manifest);
  const wiring = { view, graph: createGraph(view), classes };
  known.set(document, wiring);
  return wiring;
}

function areSame(one: RunPlan["classes"], other: RunPlan["classes"]): boolean {
  if (one === other) return true;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => one[key]?.manifest === other[key]?.manifest);
}

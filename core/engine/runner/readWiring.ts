import { rememberLast } from "../../base/rememberLast.ts";
import type { ApplicationView } from "../../model/ApplicationDocument.ts";
import { readApplication } from "../../model/readApplication.ts";
import { createGraph, type Graph } from "../Graph.ts";
import { classKey, type RunPlan } from "../ports/RunStore.ts";

/** How the document of a run reads with its classes. Immutable. */
export interface Wiring {
  view: ApplicationView;
  graph: Graph;
}

type Written = Pick<RunPlan, "document" | "classes">;

const readOnce = rememberLast(
  ({ document, classes }: Written): Wiring => {
    const view = readApplication(document, (file, syncpack) => classes[classKey(file, syncpack)]?.manifest);
    return { view, graph: createGraph(view) };
  },
  { key: ({ document }) => document, isSame: (one, other) => areSame(one.classes, other.classes) },
);

/** The view and the graph of a plan's document. Runs of one document share them: thousands may begin together. */
export function readWiring({ document, classes }: Written): Wiring {
  return readOnce({ document, classes });
}

function areSame(one: RunPlan["classes"], other: RunPlan["classes"]): boolean {
  if (one === other) return true;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => one[key]?.manifest === other[key]?.manifest);
}

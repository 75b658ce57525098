import type { JsonObject } from "../../base/json.ts";
import type { StepView } from "../ApplicationDocument.ts";
import type { EditState } from "../operations/EditState.ts";
import { listEntries, readApplication } from "../readApplication.ts";
import type { ManifestLookup, StepManifest } from "../StepManifest.ts";

/** One step of a document with its identity. */
export interface GraphStep {
  id: string;
  name: string;
  entry: JsonObject;
  view: StepView;
  manifest: StepManifest | undefined;
}

export interface GraphEdge {
  kind: "output" | "error";
  from: GraphStep;
  to: GraphStep;
  /** The outputs that lead there, as one text; "" = every output does. */
  routes: string;
}

/** The steps of a document in their order, and the edges between them. */
export interface StepGraph {
  steps: readonly GraphStep[];
  edges: readonly GraphEdge[];
  byName: ReadonlyMap<string, GraphStep>;
  /** Whether every step has a name of its own, without which edges mean nothing. */
  isNamed: boolean;
}

export function readStepGraph(state: EditState, manifests: ManifestLookup): StepGraph {
  const entries = listEntries(state.document);
  const { steps: views } = readApplication(state.document, manifests);
  const steps = views.map((view, index): GraphStep => {
    const manifest = view.file === "" ? undefined : manifests(view.file, view.syncpack);
    return { id: state.stepIds[index] ?? "", name: view.name, entry: entries[index] ?? {}, view, manifest };
  });
  const byName = new Map(steps.map((step) => [step.name, step]));
  const edges = steps.flatMap((from) => {
    const toEdge = (kind: GraphEdge["kind"], name: string): GraphEdge[] => {
      const to = byName.get(name);
      return to === undefined ? [] : [{ kind, from, to, routes: kind === "error" ? "" : routesTo(from, name) }];
    };
    return [
      ...from.view.outputTo.flatMap((name) => toEdge("output", name)),
      ...from.view.errorTo.flatMap((name) => toEdge("error", name)),
    ];
  });
  return { steps, edges, byName, isNamed: byName.size === steps.length && !byName.has("") };
}

/** Everything that can be reached from some steps along the edges, or against them; without the steps themselves unless a cycle leads back. */
export function reach(
  edges: readonly GraphEdge[],
  from: Iterable<GraphStep>,
  direction: "down" | "up" = "down",
): Set<GraphStep> {
  const next = new Map<GraphStep, GraphStep[]>();
  for (const edge of edges) {
    const [near, far] = direction === "down" ? [edge.from, edge.to] : [edge.to, edge.from];
    const list = next.get(near);
    if (list === undefined) next.set(near, [far]);
    else list.push(far);
  }
  const found = new Set<GraphStep>();
  const pending = [...from];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    for (const far of next.get(step) ?? []) {
      if (found.has(far)) continue;
      found.add(far);
      pending.push(far);
    }
  }
  return found;
}

function routesTo({ view }: GraphStep, target: string): string {
  const outputs = Object.keys(view.routes).filter((output) => view.routes[output]?.includes(target));
  return outputs.length === 0 ? "" : JSON.stringify(outputs.sort());
}

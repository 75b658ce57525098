import { isJsonObject, type JsonObject, type JsonValue } from "../../../core/base/json.ts";
import { joinEdges, pickSteps, type StepEdges } from "../../../core/model/joinEdges.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { declaredNames, findOwnStepKey } from "../../../core/model/stepKeys.ts";
import type { EdgeKind, FlowEdge } from "./Flow.ts";

export interface EdgeSource {
  ids: readonly string[];
  entries: readonly JsonObject[];
  manifests: readonly (StepManifest | undefined)[];
  /** Edges of before, to give back the same objects. */
  known: ReadonlyMap<string, FlowEdge>;
}

/** The edges between the steps of a flow, one for each output that leads somewhere. Names of unknown steps are left out. */
export function readEdges(source: EdgeSource): FlowEdge[] {
  const { ids, entries, manifests, known } = source;
  const joined = joinEdges(entries);
  const idOf = (name: string): string => ids[joined.position(name) ?? -1] ?? "";
  const found: FlowEdge[] = [];
  const add = (edge: Omit<FlowEdge, "id">): void => {
    const id = toEdgeId(edge);
    found.push(known.get(id) ?? { id, ...edge });
  };
  entries.forEach((entry, index) => {
    const from = ids[index] ?? "";
    const declared = declaredNames(manifests[index]);
    const routes = readRoutes(findOwnStepKey(entry, "routes", declared), joined);
    for (const name of joined.outputTo(index)) {
      const outputs = routes.filter(([, names]) => names.has(name));
      if (outputs.length === 0) add({ kind: "success", from, to: idOf(name), output: undefined });
      for (const [output] of outputs) add({ kind: "route", from, to: idOf(name), output });
    }
    for (const name of pickSteps(findOwnStepKey(entry, "error_to", declared), joined)) {
      add({ kind: "error", from, to: idOf(name), output: undefined });
    }
  });
  return found;
}

/** The identity of an edge in the editor. */
export function toEdgeId(edge: { kind: EdgeKind; from: string; to: string; output: string | undefined }): string {
  return `${edge.kind}:${edge.from}:${edge.to}${edge.output === undefined ? "" : `:${edge.output}`}`;
}

function readRoutes(value: JsonValue | undefined, edges: StepEdges): [string, ReadonlySet<string>][] {
  if (!isJsonObject(value)) return [];
  return Object.keys(value).map((output) => [output, new Set(pickSteps(value[output], edges))]);
}

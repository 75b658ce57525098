import type { Flow, FlowEdge } from "../../state/flow/Flow.ts";
import type { Selection } from "../../state/session/SessionState.ts";
import { text } from "../../text/texts.ts";
import type { FlowEdgeShape } from "../edges/FlowEdgeLine.tsx";
import type { ViewPlan } from "./planView.ts";

export interface EdgeSource {
  flow: Flow;
  plan: ViewPlan;
  selection: Selection;
  before: ReadonlyMap<string, FlowEdgeShape>;
}

/**
 * The edges that are elements: those of the plan or, where edges are painted, those of selected steps in view. Selected ones
 * come last: where several end, theirs is the end that is taken.
 */
export function toEdges({ flow, plan, selection, before }: EdgeSource): FlowEdgeShape[] {
  const edges = selectedLast(plan.paintsEdges ? marked(flow, plan, selection) : plan.edges, selection);
  return edges.map((edge) => {
    const selected = selection.edges.has(edge.id);
    const known = before.get(edge.id);
    if (known?.data?.edge === edge && known.selected === selected) return known;
    return {
      id: edge.id,
      type: "flow",
      source: edge.from,
      target: edge.to,
      sourceHandle: edge.kind === "error" ? "error" : `out:${edge.output ?? firstOutput(flow, edge)}`,
      targetHandle: "in",
      selected,
      // What ends at a folded group is changed where its steps are.
      selectable: edge.count === undefined,
      reconnectable: edge.count === undefined,
      data: { edge },
      ariaLabel: text("edge.label", {
        from: flow.byId.get(edge.from)?.name ?? "",
        to: flow.byId.get(edge.to)?.name ?? "",
        kind: text(`edge.${edge.kind}`, { output: edge.output ?? "" }),
      }),
    };
  });
}

function selectedLast(edges: readonly FlowEdge[], selection: Selection): readonly FlowEdge[] {
  if (selection.edges.size === 0) return edges;
  const [others, selected] = [false, true].map((is) => edges.filter(({ id }) => selection.edges.has(id) === is));
  return [...(others ?? []), ...(selected ?? [])];
}

function marked(flow: Flow, plan: ViewPlan, { steps, edges }: Selection): FlowEdge[] {
  if (plan.detail === "painted" || steps.size + edges.size === 0) return [];
  const shown = new Set(plan.steps.map(({ id }) => id));
  return flow.edges.filter(
    ({ id, from, to }) => (edges.has(id) || steps.has(from) || steps.has(to)) && shown.has(from) && shown.has(to),
  );
}

/** An edge without a route of a step whose outputs all have names begins at the first of them. */
function firstOutput(flow: Flow, { from }: FlowEdge): string {
  const outputs = flow.byId.get(from)?.outputs ?? [];
  return outputs.some(({ name }) => name === "") ? "" : (outputs[0]?.name ?? "");
}

import type { Flow, FlowEdge } from "./Flow.ts";
import { cardIdOf } from "./foldFlow.ts";
import { findUpstream } from "./reach.ts";

/** A wire as a person draws it; `output` is the name of the handle, `""` for the plain one. */
export interface Wire {
  from: string;
  to: string;
  kind: "output" | "error";
  output: string;
}

export type ConnectRefusal = "self" | "cycle" | "duplicate" | "missing" | "folded";

/** Why a wire cannot be, or undefined when it can; `moved` is the edge whose end is on its way to become it. */
export function findConnectRefusal(flow: Flow, wire: Wire, moved?: FlowEdge): ConnectRefusal | undefined {
  const { from, to } = wire;
  if (flow.groups.some(({ id }) => cardIdOf(id) === to)) return "folded";
  if (!flow.byId.has(from) || !flow.byId.has(to)) return "missing";
  if (from === to) return "self";
  if (
    isDuplicate(
      flow.edges.filter(({ id }) => id !== moved?.id),
      wire,
    )
  )
    return "duplicate";
  return findUpstream(flow, [from]).has(to) ? "cycle" : undefined;
}

function isDuplicate(edges: readonly FlowEdge[], { from, to, kind, output }: Wire): boolean {
  return edges.some((edge) => {
    if (edge.from !== from || edge.to !== to) return false;
    if (kind === "error" || edge.kind === "error") return kind === "error" && edge.kind === "error";
    // A plain wire beside a route would be the same edge of the document.
    return output === "" || edge.output === output;
  });
}

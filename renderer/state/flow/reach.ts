import type { Flow, FlowStep } from "./Flow.ts";

/** All steps that a step leads to, over edges of every kind, without itself. */
export function findDownstream(flow: Pick<Flow, "edges">, start: Iterable<string>): Set<string> {
  return reach(
    start,
    toLists(flow, (edge) => [edge.from, edge.to]),
  );
}

/** All steps that lead to a step, over edges of every kind, without itself. */
export function findUpstream(flow: Pick<Flow, "edges">, start: Iterable<string>): Set<string> {
  return reach(
    start,
    toLists(flow, (edge) => [edge.to, edge.from]),
  );
}

/** The direct producers of a step, in producer order. */
export function listProducers({ steps, edges }: Pick<Flow, "steps" | "edges">, id: string): FlowStep[] {
  const from = new Set(edges.filter(({ to }) => to === id).map((edge) => edge.from));
  return steps.filter((step) => from.has(step.id));
}

function toLists(
  { edges }: Pick<Flow, "edges">,
  ends: (edge: Flow["edges"][number]) => [string, string],
): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = ends(edge);
    const list = lists.get(from);
    if (list === undefined) lists.set(from, [to]);
    else list.push(to);
  }
  return lists;
}

function reach(start: Iterable<string>, next: ReadonlyMap<string, string[]>): Set<string> {
  const first = new Set(start);
  const found = new Set<string>();
  const open = [...first];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const target of next.get(id) ?? []) {
      if (found.has(target) || first.has(target)) continue;
      found.add(target);
      open.push(target);
    }
  }
  return found;
}

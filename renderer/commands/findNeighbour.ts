import type { Flow, FlowStep } from "../state/flow/Flow.ts";

export type Direction = "downstream" | "upstream" | "below" | "above";

/**
 * The step one comes to from another: along an edge, or the nearest card above or below. Without a step to begin with,
 * the first one of the document.
 */
export function findNeighbour(flow: Flow, step: FlowStep | undefined, direction: Direction): FlowStep | undefined {
  if (step === undefined) return flow.steps[0];
  if (direction === "downstream" || direction === "upstream") {
    const ids = flow.edges.flatMap(({ from, to }) => {
      if (direction === "downstream") return from === step.id ? [to] : [];
      return to === step.id ? [from] : [];
    });
    return nearest(
      step,
      ids.flatMap((id) => flow.byId.get(id) ?? []),
    );
  }
  const sign = direction === "below" ? 1 : -1;
  const { at } = step;
  const there = flow.steps.filter(
    (other) => at !== undefined && other.at !== undefined && (other.at.y - at.y) * sign > 0,
  );
  return nearest(step, there);
}

/** Down and up count once, sideways three times: a card in another column is rarely meant. */
function nearest(step: FlowStep, candidates: readonly FlowStep[]): FlowStep | undefined {
  const distance = ({ at }: FlowStep): number =>
    Math.abs((at?.y ?? 0) - (step.at?.y ?? 0)) + 3 * Math.abs((at?.x ?? 0) - (step.at?.x ?? 0));
  return [...candidates].sort((a, b) => distance(a) - distance(b))[0];
}

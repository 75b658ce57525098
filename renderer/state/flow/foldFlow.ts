import type { Rect } from "../ports/CanvasPort.ts";
import { cardWidth, heightOfCard } from "./cardSize.ts";
import type { Flow, FlowEdge, FlowGroup, FlowStep } from "./Flow.ts";
import { groupTreeOf } from "./GroupTree.ts";

const folded = new WeakMap<Flow, Flow>();

/**
 * A flow as it is seen: a folded group is one card in the place of its upper left step, and the edges over its border
 * are one for each pair of ends and kind, with their number. The flow itself when nothing is folded.
 */
export function foldFlow(flow: Flow): Flow {
  const known = folded.get(flow);
  if (known !== undefined) return known;
  const result = flow.groups.some((group) => group.folded) ? fold(flow) : flow;
  folded.set(flow, result);
  return result;
}

/** The id of the card of a folded group, which is also that of its frame. */
export function cardIdOf(group: string): string {
  return `group:${group}`;
}

/** Where a step is seen: its own card, or that of the folded group around it. */
export function findShownCard(flow: Flow, step: string): Rect | undefined {
  const hidden = groupTreeOf(flow).foldOf(step);
  const card = foldFlow(flow).byId.get(hidden === undefined ? step : cardIdOf(hidden.id));
  return card?.at === undefined ? undefined : { ...card.at, width: cardWidth, height: heightOfCard(card) };
}

function fold(flow: Flow): Flow {
  const tree = groupTreeOf(flow);
  const inside = new Map<FlowGroup, FlowStep[]>();
  const cardOf = new Map<string, string>();
  const open: FlowStep[] = [];
  for (const step of flow.steps) {
    const group = tree.foldOf(step.id);
    if (group === undefined) open.push(step);
    else {
      cardOf.set(step.id, cardIdOf(group.id));
      const hidden = inside.get(group);
      if (hidden === undefined) inside.set(group, [step]);
      else hidden.push(step);
    }
  }
  const steps = [...open, ...[...inside].map(([group, hidden]) => toCard(group, hidden))];
  return {
    steps,
    byId: new Map(steps.map((step) => [step.id, step])),
    edges: foldEdges(flow.edges, cardOf),
    groups: flow.groups.filter((group) => tree.around(group).every((one) => !one.folded)),
    notes: flow.notes.filter(({ step }) => step === undefined || !cardOf.has(step)),
  };
}

function toCard(group: FlowGroup, hidden: readonly FlowStep[]): FlowStep {
  const places = hidden.flatMap(({ at }) => at ?? []);
  const [x, y] = [Math.min(...places.map((place) => place.x)), Math.min(...places.map((place) => place.y))];
  return {
    id: cardIdOf(group.id),
    name: group.title,
    file: "",
    syncpack: undefined,
    entry: {},
    manifest: undefined,
    pinned: hidden.some(({ pinned }) => pinned),
    disabled: hidden.every(({ disabled }) => disabled),
    outputs: [{ name: "", title: "" }],
    at: places.length === 0 ? undefined : { x, y },
    fold: { group, steps: hidden },
  };
}

function foldEdges(edges: readonly FlowEdge[], cardOf: ReadonlyMap<string, string>): FlowEdge[] {
  const found = new Map<string, FlowEdge>();
  for (const edge of edges) {
    const [fromCard, toCard] = [cardOf.get(edge.from), cardOf.get(edge.to)];
    if (fromCard === undefined && toCard === undefined) {
      found.set(edge.id, edge);
      continue;
    }
    if (fromCard === toCard) continue;
    const from = fromCard ?? edge.from;
    const to = toCard ?? edge.to;
    const output = fromCard === undefined ? edge.output : undefined;
    const id = `fold:${edge.kind}:${from}:${to}:${output ?? ""}`;
    found.set(id, { id, kind: edge.kind, from, to, output, count: (found.get(id)?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

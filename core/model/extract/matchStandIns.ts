import { isJsonObject, ownValue } from "../../base/json.ts";
import type { GraphStep, StepGraph } from "./StepGraph.ts";
import { dataToken, isInput, isPick, isResult } from "./standIns.ts";

/** Scripts of a child and its parent that stand in for steps of the other side, by step. */
export interface StandIns {
  /** In the child: what gives a producer's data, with that producer of the parent. */
  inputs: ReadonlyMap<GraphStep, GraphStep>;
  /** Variables of the child that hold data of producers. */
  inputVariables: ReadonlySet<string>;
  /** In the child: last steps that give the data of the one before. */
  results: ReadonlySet<GraphStep>;
  /** In the child: a step whose data the parent takes, with the step of the parent that gives it. */
  picks: ReadonlyMap<GraphStep, GraphStep>;
}

export function matchStandIns({
  parent,
  inner,
  trigger,
}: {
  parent: StepGraph;
  inner: StepGraph;
  trigger: GraphStep;
}): StandIns {
  const inputs = new Map<GraphStep, GraphStep>();
  const inputVariables = new Set<string>();
  const given = ownValue(trigger.entry, "parameters");
  for (const [variable, value] of Object.entries(isJsonObject(given) ? given : {})) {
    const producer = parent.edges.find(({ from, to }) => to === trigger && value === dataToken(from.name))?.from;
    const input = inner.steps.find(({ entry }) => isInput(entry, variable));
    if (producer === undefined || input === undefined || inputs.has(input)) continue;
    if (inner.edges.some(({ to }) => to === input)) continue;
    inputs.set(input, producer);
    inputVariables.add(variable);
  }
  const results = new Set<GraphStep>();
  const picks = new Map<GraphStep, GraphStep>();
  for (const result of inner.steps) {
    const before = inner.edges.filter(({ to }) => to === result);
    const source = before[0]?.from;
    const isLast = !inner.edges.some(({ from }) => from === result);
    if (!isResult(result.entry) || !isLast || source === undefined || before.length > 1 || picks.has(source)) continue;
    if (before[0]?.kind === "error" || inputs.has(source)) continue;
    results.add(result);
    const pick = parent.edges.find(({ from, to }) => from === trigger && isPick(to.entry, result.name))?.to;
    if (pick !== undefined && parent.edges.filter(({ to }) => to === pick).length === 1) picks.set(source, pick);
  }
  return { inputs, inputVariables, results, picks };
}

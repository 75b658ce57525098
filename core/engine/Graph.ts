import { SluiceError } from "../base/SluiceError.ts";
import type { ApplicationView, StepView } from "../model/ApplicationDocument.ts";

/** One step of a graph. Numbers are positions in the list of steps; every list is in the order of steps. */
export interface GraphStep {
  index: number;
  view: StepView;
  /** Direct producers over output and error edges, each once: the producer order of section 2. */
  producers: readonly number[];
  /** Direct consumers over output and error edges, each once. */
  consumers: readonly number[];
  outputs: ReadonlySet<number>;
  errors: ReadonlySet<number>;
}

/** The wiring of an application, ready for the engine. Immutable. */
export interface Graph {
  steps: readonly GraphStep[];
  indexOf: ReadonlyMap<string, number>;
  /** Steps without producers. */
  roots: readonly number[];
  /** Every step after its producers. */
  order: readonly number[];
}

/** Builds the graph of an application. Throws `invalid_document` for a cycle or an edge to itself, which validation refuses before. */
export function createGraph(view: ApplicationView): Graph {
  const indexOf = new Map<string, number>();
  view.steps.forEach((step, index) => {
    if (!indexOf.has(step.name)) indexOf.set(step.name, index);
  });
  const targets = (names: readonly string[]): ReadonlySet<number> =>
    names.length === 0 ? nothing : new Set(names.flatMap((name) => indexOf.get(name) ?? []));
  const producers: number[][] = view.steps.map(() => []);
  const steps = view.steps.map((step, index): GraphStep => {
    const outputs = targets(step.outputTo);
    const errors = targets(step.errorTo);
    const consumers = [...(errors.size === 0 ? outputs : new Set([...outputs, ...errors]))].sort((a, b) => a - b);
    for (const consumer of consumers) producers[consumer]?.push(index);
    return { index, view: step, producers: producers[index] ?? [], consumers, outputs, errors };
  });
  const roots = steps.filter((step) => step.producers.length === 0).map((step) => step.index);
  return { steps, indexOf, roots, order: sortTopologically(steps, roots) };
}

/** A step of a graph; a wrong position is a fault of ours. */
export function getStep(graph: Graph, index: number): GraphStep {
  const step = graph.steps[index];
  if (step === undefined) throw new SluiceError("internal", `The graph has no step at position ${index}`);
  return step;
}

/** Every direct and indirect producer of a step, without the step, in the order of steps. */
export function findAncestors(graph: Graph, index: number): number[] {
  const found = new Set<number>();
  const open = [...getStep(graph, index).producers];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...getStep(graph, next).producers);
  }
  return [...found].sort((a, b) => a - b);
}

const nothing: ReadonlySet<number> = new Set();

function sortTopologically(steps: readonly GraphStep[], roots: readonly number[]): number[] {
  const open = steps.map((step) => step.producers.length);
  const order = [...roots];
  for (let at = 0; at < order.length; at += 1) {
    for (const consumer of steps[order[at] ?? -1]?.consumers ?? []) {
      const left = (open[consumer] ?? 0) - 1;
      open[consumer] = left;
      if (left === 0) order.push(consumer);
    }
  }
  if (order.length === steps.length) return order;
  const inCycle = steps.filter((step) => (open[step.index] ?? 0) > 0).map((step) => step.view.name);
  throw new SluiceError("invalid_document", `The steps form a cycle: ${inCycle.slice(0, 20).join(", ")}`, {
    details: { steps: inCycle },
  });
}

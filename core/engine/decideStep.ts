import type { SkipReason } from "../model/RunRecord.ts";
import { type Graph, type GraphStep, getStep } from "./Graph.ts";
import type { RunState, StepState } from "./RunState.ts";

/** How the edges from one producer to one consumer ended, taken together. */
export type EdgeEnd = "taken" | "notTaken" | "broken";

/** What becomes of a step whose producers all ended. */
export type Decision =
  | { kind: "run" }
  | { kind: "skip"; reason: SkipReason }
  | { kind: "pin" }
  /** A disabled step that needs no worker: it hands on the output of `from`, or nothing. */
  | { kind: "pass"; from: number | undefined };

/** What one producer hands to one consumer. */
export type EdgeData = "none" | "saved" | "error";

/** Decides a step whose incoming edges all ended (semantics, section 2). */
export function decideStep(state: RunState, index: number): Decision {
  const step = getStep(state.graph, index);
  const reason = findSkipReason(state, step);
  if (reason !== undefined) return { kind: "skip", reason };
  if (state.pinned.has(index)) return { kind: "pin" };
  return step.view.disabled ? decideDisabled(state, step) : { kind: "run" };
}

/** How the edges between two steps ended; undefined while the producer has not ended or was revoked. */
export function endEdge(state: RunState, producer: number, consumer: number): EdgeEnd | undefined {
  const from = getStep(state.graph, producer);
  const ended = state.steps[producer];
  switch (ended?.state) {
    case "SUCCESS":
      return from.outputs.has(consumer) && isRouted(state.graph, ended, consumer) ? "taken" : "notTaken";
    case "FAILURE":
      if (from.errors.has(consumer) || from.view.continueOnError) return "taken";
      return from.errors.size > 0 ? "notTaken" : "broken";
    case "SKIPPED":
      return ended.skipped?.reason === "failed" ? "broken" : "notTaken";
    default:
      return undefined;
  }
}

/** What a consumer finds at the position of a producer; the data of an error edge wins when the producer failed. */
export function edgeData(state: RunState, producer: number, consumer: number): EdgeData {
  const ended = state.steps[producer];
  if (ended === undefined || endEdge(state, producer, consumer) !== "taken") return "none";
  if (ended.state === "FAILURE") return getStep(state.graph, producer).errors.has(consumer) ? "error" : "none";
  return ended.data === undefined ? "none" : "saved";
}

/** A failure that nothing in the application expects makes the run fail. */
export function isUnexpectedFailure(step: GraphStep): boolean {
  return step.errors.size === 0 && !step.view.continueOnError;
}

function isRouted(graph: Graph, ended: StepState, consumer: number): boolean {
  return ended.routes === undefined || ended.routes.has(getStep(graph, consumer).view.name);
}

/** Why a step must not run, naming the origin: the step that failed, or the first producer that did not route here. */
function findSkipReason(state: RunState, step: GraphStep): SkipReason | undefined {
  if (step.producers.length === 0) return undefined;
  let taken = false;
  for (const producer of step.producers) {
    const end = endEdge(state, producer, step.index);
    if (end === "broken") return { reason: "failed", step: originOf(state, producer) };
    taken ||= end === "taken";
  }
  return taken ? undefined : { reason: "not_routed", step: originOf(state, step.producers[0] ?? -1) };
}

function originOf(state: RunState, producer: number): string {
  return state.steps[producer]?.skipped?.step ?? getStep(state.graph, producer).view.name;
}

/**
 * The join of one producer is its data unchanged; of several only one that saved a list or object, the same.
 * Everything else is joined by a worker, as only a worker reads saved data.
 */
function decideDisabled(state: RunState, step: GraphStep): Decision {
  const inputs = step.producers.map((producer) => ({ producer, data: edgeData(state, producer, step.index) }));
  const given = inputs.filter((input) => input.data !== "none");
  const [only] = given;
  if (only === undefined) return { kind: "pass", from: undefined };
  if (given.length > 1 || only.data === "error") return { kind: "run" };
  if (inputs.length === 1) return { kind: "pass", from: only.producer };
  const kind = state.steps[only.producer]?.data?.kind;
  return kind === "list" || kind === "dataset" ? { kind: "pass", from: only.producer } : { kind: "run" };
}

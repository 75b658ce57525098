import { SluiceError } from "../base/SluiceError.ts";
import type { RunRecord } from "../model/RunRecord.ts";
import { decideStep, isUnexpectedFailure } from "./decideStep.ts";
import { type Graph, getStep } from "./Graph.ts";
import type { RunEvent, StepFinished } from "./RunEvent.ts";
import { type RunState, type StepState, untouchedStep } from "./RunState.ts";

/** The state of a run of which nothing but its acceptance is known. `pinned`: names of steps with a pinned output. */
export function createRunState(of: { graph: Graph; record: RunRecord; pinned: readonly string[] }): RunState {
  const { graph, record } = of;
  const state: RunState = {
    graph,
    record: { ...record, state: "PENDING", warning: false, startedAt: undefined, finishedAt: undefined },
    pinned: new Set(of.pinned.flatMap((name) => graph.indexOf.get(name) ?? [])),
    steps: graph.steps.map(() => untouchedStep),
    open: graph.steps.map((step) => step.producers.length),
    ready: [],
    instant: [],
    unfinished: graph.steps.length,
    running: 0,
    revoking: false,
    failed: false,
    warned: false,
  };
  return admit(state, graph.roots);
}

/** The state after an event. Pure: the old state stays as it was. Log lines change nothing. */
export function reduce(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "run.accepted":
    case "step.log":
      return state;
    case "run.started":
      return { ...state, record: { ...state.record, state: "STARTED", startedAt: event.at } };
    case "run.revoking":
      return { ...state, revoking: true };
    case "run.finished":
      return {
        ...state,
        record: { ...state.record, state: event.state, warning: event.warning, finishedAt: event.at },
      };
    default:
      return reduceStep(state, event);
  }
}

type StepEvent = Exclude<
  RunEvent,
  { type: "run.accepted" | "run.started" | "run.revoking" | "run.finished" | "step.log" }
>;

function reduceStep(state: RunState, event: StepEvent): RunState {
  const index = state.graph.indexOf.get(event.step);
  const step = index === undefined ? undefined : state.steps[index];
  if (index === undefined || step === undefined) {
    throw new SluiceError("internal", `Run ${event.runId} has no step ${event.step}`);
  }
  switch (event.type) {
    case "step.started": {
      const next: StepState = { ...step, state: "STARTED", attempts: event.attempt, retryAt: undefined };
      return { ...leave(state, index), steps: replace(state.steps, index, next), running: state.running + 1 };
    }
    case "step.retry":
      return pause(state, index, {
        ...step,
        state: "RETRY",
        retry: event.retry + 1,
        retryAt: event.retryAt,
        error: event.error,
        warning: step.warning || event.warned === true,
        wait: undefined,
        resume: false,
        approval: undefined,
        suspensions: 0,
        recoveries: 0,
      });
    case "step.waiting":
      return pause(state, index, {
        ...step,
        state: "WAITING",
        wait: event.wait,
        warning: step.warning || event.warned === true,
        resume: false,
        approval: undefined,
        suspensions: step.suspensions + 1,
        recoveries: 0,
      });
    case "step.retryNow":
      return makeReady(state, index, { ...step, state: "PENDING", retryAt: undefined });
    case "step.awoken":
      return makeReady(state, index, { ...step, state: "PENDING", resume: true, approval: event.approval });
    case "step.recovered":
      return makeReady(state, index, { ...step, state: "PENDING", recoveries: event.recoveries });
    case "step.finished":
      return finishStep(state, index, event);
  }
}

function finishStep(state: RunState, index: number, event: StepFinished): RunState {
  const before = state.steps[index] ?? untouchedStep;
  const failed = event.state === "FAILURE";
  const ended: StepState = {
    ...before,
    state: event.state,
    attempts: event.attempt,
    retryAt: undefined,
    wait: undefined,
    resume: false,
    warning: event.warning,
    error: event.error,
    skipped: event.skipped,
    routes: event.routes === undefined ? undefined : new Set(event.routes),
    data: event.data,
  };
  const next: RunState = {
    ...leave(state, index),
    steps: replace(state.steps, index, ended),
    unfinished: state.unfinished - 1,
    running: state.running - (before.state === "STARTED" ? 1 : 0),
    failed: state.failed || (failed && isUnexpectedFailure(getStep(state.graph, index))),
    warned: state.warned || failed || event.warning,
  };
  return event.state === "REVOKED" ? next : closeEdges(next, index);
}

/** Counts the ended producer at its consumers; those that waited for it alone are decided. */
function closeEdges(state: RunState, index: number): RunState {
  const { consumers } = getStep(state.graph, index);
  if (consumers.length === 0) return state;
  const open = state.open.slice();
  const decided: number[] = [];
  for (const consumer of consumers) {
    const left = (open[consumer] ?? 0) - 1;
    open[consumer] = left;
    if (left === 0 && state.steps[consumer]?.state === "PENDING") decided.push(consumer);
  }
  return admit({ ...state, open }, decided);
}

/** Sorts decided steps into those that need an attempt and those that end without one. */
function admit(state: RunState, decided: readonly number[]): RunState {
  if (decided.length === 0) return state;
  const ready: number[] = [];
  const instant: number[] = [];
  for (const index of decided) (decideStep(state, index).kind === "run" ? ready : instant).push(index);
  return { ...state, ready: merge(state.ready, ready), instant: merge(state.instant, instant) };
}

/** An attempt ended and the step waits for something. */
function pause(state: RunState, index: number, step: StepState): RunState {
  return { ...state, steps: replace(state.steps, index, step), running: state.running - 1 };
}

function makeReady(state: RunState, index: number, step: StepState): RunState {
  const running = state.running - (state.steps[index]?.state === "STARTED" ? 1 : 0);
  return { ...state, running, steps: replace(state.steps, index, step), ready: merge(state.ready, [index]) };
}

function leave(state: RunState, index: number): RunState {
  if (state.ready.includes(index)) return { ...state, ready: state.ready.filter((other) => other !== index) };
  if (state.instant.includes(index)) return { ...state, instant: state.instant.filter((other) => other !== index) };
  return state;
}

function replace<T>(list: readonly T[], index: number, value: T): readonly T[] {
  const copy = list.slice();
  copy[index] = value;
  return copy;
}

function merge(sorted: readonly number[], more: readonly number[]): readonly number[] {
  if (more.length === 0) return sorted;
  if (sorted.length === 0) return more;
  return [...new Set([...sorted, ...more])].sort((a, b) => a - b);
}

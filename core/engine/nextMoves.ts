import type { SkipReason } from "../model/RunRecord.ts";
import { decideStep } from "./decideStep.ts";
import type { RunState } from "./RunState.ts";

/** What a state asks for. Numbers are positions in the list of steps, in that order. */
export interface Moves {
  /** Steps that wait for capacity only. */
  run: readonly number[];
  skip: readonly { step: number; reason: SkipReason }[];
  /** Disabled steps that need no worker; `from` is the producer whose output they hand on. */
  pass: readonly { step: number; from: number | undefined }[];
  /** Steps whose pinned output takes the place of an attempt. */
  pin: readonly number[];
  /** Steps of a run that is being revoked and that no attempt holds. */
  revoke: readonly number[];
  /** How the run ends, when every step has ended. */
  finish: { state: "SUCCESS" | "FAILURE" | "REVOKED"; warning: boolean } | undefined;
}

/** The next moves of a run: a pure function of its state. A retry or a wait is not a move; its time or event makes one. */
export function nextMoves(state: RunState): Moves {
  if (state.record.finishedAt !== undefined) return noMoves;
  if (state.unfinished === 0) return { ...noMoves, finish: endOf(state) };
  if (state.revoking) return { ...noMoves, revoke: findIdle(state) };
  if (state.instant.length === 0) return state.ready.length === 0 ? noMoves : { ...noMoves, run: state.ready };
  const skip: { step: number; reason: SkipReason }[] = [];
  const pass: { step: number; from: number | undefined }[] = [];
  const pin: number[] = [];
  for (const step of state.instant) {
    const decision = decideStep(state, step);
    if (decision.kind === "skip") skip.push({ step, reason: decision.reason });
    else if (decision.kind === "pass") pass.push({ step, from: decision.from });
    else pin.push(step);
  }
  return { ...noMoves, run: state.ready, skip, pass, pin };
}

const noMoves: Moves = { run: [], skip: [], pass: [], pin: [], revoke: [], finish: undefined };

function endOf(state: RunState): Moves["finish"] {
  if (state.revoking) return { state: "REVOKED", warning: false };
  return state.failed ? { state: "FAILURE", warning: false } : { state: "SUCCESS", warning: state.warned };
}

function findIdle(state: RunState): number[] {
  if (state.unfinished === state.running) return [];
  return state.steps.flatMap((step, index) => (isIdle(step.state) ? [index] : []));
}

function isIdle(state: string): boolean {
  return state === "PENDING" || state === "RETRY" || state === "WAITING";
}

import type { Timer } from "../../base/Clock.ts";
import type { JsonValue } from "../../base/json.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApplicationView } from "../../model/ApplicationDocument.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { RunSecrets } from "../ports/EnginePorts.ts";
import type { RunPlan } from "../ports/RunStore.ts";
import type { RunState, StepState } from "../RunState.ts";
import type { Execution } from "./Execution.ts";
import type { Journal } from "./Journal.ts";
import type { Lane, RunGroup } from "./Lanes.ts";

/** An ended child run, as its parent needs it: the step runs whose data it hands over. */
export interface ChildEnd {
  state: "SUCCESS" | "FAILURE" | "REVOKED";
  leaves: { step: string; stepRunId: string }[];
}

/** A run this engine holds: its state as a value, and what happens around it. Numbers are positions of steps. */
export interface LiveRun {
  readonly id: string;
  readonly plan: RunPlan;
  readonly view: ApplicationView;
  readonly secrets: RunSecrets;
  readonly appVariables: Record<string, JsonValue>;
  readonly stepRunIds: readonly string[];
  readonly lane: Lane<LiveRun>;
  readonly group: RunGroup<LiveRun> | undefined;
  readonly journal: Journal;
  /** Runs ahead of the disk by what the journal holds. */
  state: RunState;
  /** Whether it may still change. */
  phase: "live" | "ended" | "halted";
  /** Retries whose time has come, in the order of steps. */
  due: number[];
  /** Timers of retries and waits. */
  readonly timers: Map<number, Timer>;
  /** Steps that are started and have not ended. */
  readonly slots: Set<number>;
  /** Steps whose attempts wait in a worker. */
  readonly ahead: Set<number>;
  /** When the attempts in flight began, ms. */
  readonly begun: Map<number, number>;
  /** When first attempts really began, ms, until their steps end. */
  readonly firstBegun: Map<number, number>;
  readonly attempts: Map<number, Execution<unknown>>;
  /** Child runs that have not ended, by the step that waits for them. */
  readonly waitsFor: Map<number, Set<string>>;
  readonly childEnds: Map<string, ChildEnd>;
  /** Those who wait for its end. */
  waiters: { resolve(record: RunRecord): void; reject(error: unknown): void }[];
}

export function getStepRunId(run: LiveRun, index: number): string {
  const id = run.stepRunIds[index];
  if (id === undefined) throw new SluiceError("internal", `Run ${run.id} has no step run at position ${index}`);
  return id;
}

export function getStepState(run: LiveRun, index: number): StepState {
  const state = run.state.steps[index];
  if (state === undefined) throw new SluiceError("internal", `Run ${run.id} has no step at position ${index}`);
  return state;
}

/** Whether a step of it could begin if there were capacity. */
export function hasReadyStep(run: LiveRun): boolean {
  if (run.phase !== "live" || run.state.revoking) return false;
  return run.state.ready.length > 0 || run.due.length > 0;
}

export function cancelTimers(run: LiveRun): void {
  for (const timer of run.timers.values()) timer.cancel();
  run.timers.clear();
  run.due = [];
}

/** Gives the capacity of a step back. */
export function releaseSlot(run: LiveRun, index: number): void {
  if (run.slots.delete(index)) run.lane.started -= 1;
  if (run.begun.delete(index)) run.lane.running -= 1;
  if (run.ahead.delete(index)) run.lane.ahead -= 1;
}

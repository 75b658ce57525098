import type { Commit } from "../ports/RunStore.ts";
import type { StepFinished } from "../RunEvent.ts";
import { reduce } from "../reduce.ts";
import { getStepRunId, getStepState, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** Applies events to the state of a run and puts them on their way to disk. Within a turn only. */
export function record(shell: Shell, run: LiveRun, ...items: Commit[]): void {
  if (run.phase !== "live") return;
  for (const item of items) run.state = reduce(run.state, item.event);
  run.journal.add(items);
  shell.changed.add(run);
}

/** The first thing that happens in a run is that it starts. */
export function recordRunStarted(shell: Shell, run: LiveRun): void {
  if (run.state.record.startedAt !== undefined) return;
  record(shell, run, { event: { type: "run.started", at: shell.ports.clock.now(), runId: run.id } });
}

/** What every event of a step says first. */
export function stepEvent(shell: Shell, run: LiveRun, index: number) {
  const name = run.view.steps[index]?.name ?? "";
  return { at: shell.ports.clock.now(), runId: run.id, stepRunId: getStepRunId(run, index), step: name };
}

/** Ends a step; `end` says what is not the same for every end. */
export function finishedEvent(
  shell: Shell,
  run: LiveRun,
  end: { index: number } & Pick<StepFinished, "state"> & Partial<Omit<StepFinished, "type" | "state" | "attempt">>,
): StepFinished {
  const { index, ...facts } = end;
  const { attempts, warning } = getStepState(run, index);
  const began = run.firstBegun.get(index);
  const event: StepFinished = {
    type: "step.finished",
    at: shell.ports.clock.now(),
    runId: run.id,
    stepRunId: getStepRunId(run, index),
    step: run.view.steps[index]?.name ?? "",
    attempt: attempts,
    warning,
    ...facts,
  };
  if (began === undefined) return event;
  run.firstBegun.delete(index);
  event.began = began;
  return event;
}

import { type ChildEnd, getStepRunId, getStepState, type LiveRun } from "./LiveRun.ts";
import { record, stepEvent } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** The end of a run is on disk: whoever waits for it goes on. */
export function endRun(shell: Shell, run: LiveRun): void {
  run.phase = "ended";
  shell.runs.delete(run.id);
  shell.lanes.withdraw(run);
  shell.outputs.forget(run.stepRunIds);
  const { waiters } = run;
  run.waiters = [];
  for (const waiter of waiters) waiter.resolve(run.state.record);
  const parent = shell.parents.get(run.id);
  shell.parents.delete(run.id);
  if (parent !== undefined) endChild(shell, parent, { id: run.id, end: describeEnd(run) });
}

/** Wakes a step that waits for runs if all of them ended. Within a turn only. */
export function awakeIfDone(shell: Shell, run: LiveRun, index: number): void {
  if ((run.waitsFor.get(index)?.size ?? 0) > 0) return;
  run.waitsFor.delete(index);
  shell.lanes.closeGroup(getStepRunId(run, index));
  if (run.state.revoking || getStepState(run, index).state !== "WAITING") return;
  record(shell, run, { event: { type: "step.awoken", ...stepEvent(shell, run, index) } });
}

function endChild(
  shell: Shell,
  parent: { run: LiveRun; index: number },
  child: { id: string; end: ChildEnd | undefined },
): void {
  const { run, index } = parent;
  if (run.phase !== "live") return;
  if (child.end !== undefined) run.childEnds.set(child.id, child.end);
  run.waitsFor.get(index)?.delete(child.id);
  shell.turn(() => awakeIfDone(shell, run, index));
}

function describeEnd(run: LiveRun): ChildEnd | undefined {
  const { state } = run.state.record;
  if (state !== "SUCCESS" && state !== "FAILURE" && state !== "REVOKED") return undefined;
  const leaves = run.view.steps.flatMap((step, index) =>
    step.outputTo.length === 0 && getStepState(run, index).data !== undefined
      ? [{ step: step.name, stepRunId: getStepRunId(run, index) }]
      : [],
  );
  return { state, leaves };
}

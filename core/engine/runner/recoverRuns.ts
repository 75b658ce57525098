import type { UnfinishedRun } from "../ports/RunStore.ts";
import { reduce } from "../reduce.ts";
import { armRetry, armWait } from "./arm.ts";
import { createLiveRun } from "./createLiveRun.ts";
import { getStepState, type LiveRun } from "./LiveRun.ts";
import { finishedEvent, record, stepEvent } from "./record.ts";
import { revokeRun } from "./revokeRun.ts";
import type { Shell } from "./Shell.ts";

/** A step that is recovered this often without ending is poison. */
const recoveryLimit = 3;

/** Takes up every unfinished run of the store that this engine does not hold. Resolves with their ids when that is on disk. */
export async function recoverRuns(shell: Shell): Promise<string[]> {
  // No attempt begins while an earlier one of the same step run may live.
  await Promise.all([...shell.halted.values()].map((halted) => halted.ended));
  const found = shell.ports.store.loadUnfinishedRuns().filter((run) => !shell.runs.has(run.record.id));
  const runs = found.flatMap((unfinished) => restoreRun(shell, unfinished) ?? []);
  // Parents before children.
  runs.sort((a, b) => a.state.record.depth - b.state.record.depth);
  for (const run of runs) {
    shell.halted.delete(run.id);
    shell.runs.set(run.id, run);
  }
  const stored: Promise<void>[] = [];
  shell.turn(() => {
    for (const run of runs) if (isOrphanOfRevoked(shell, run)) revokeRun(shell, run);
    for (const run of runs) takeUp(shell, run);
    for (const run of runs) {
      stored.push(new Promise((onStored, onFailed) => run.journal.after({ onStored, onFailed })));
      shell.changed.add(run);
    }
  });
  await Promise.all(stored);
  return runs.map((run) => run.id);
}

/** The state of a run is the fold of its events. A run whose secrets cannot be opened stays as it is on disk. */
function restoreRun(shell: Shell, unfinished: UnfinishedRun): LiveRun | undefined {
  const { record: stored, plan, steps, events } = unfinished;
  try {
    const stepRunIds = steps.map((step) => step.id);
    const run = createLiveRun(shell, { record: stored, plan }, stepRunIds);
    run.state = events.reduce(reduce, run.state);
    return run;
  } catch (error) {
    shell.ports.onBug(error);
    return undefined;
  }
}

function takeUp(shell: Shell, run: LiveRun): void {
  run.view.steps.forEach((_, index) => {
    const { state, recoveries } = getStepState(run, index);
    if (run.state.revoking) {
      if (state === "STARTED") record(shell, run, { event: finishedEvent(shell, run, { index, state: "REVOKED" }) });
    } else if (state === "STARTED") {
      recoverStep(shell, run, { index, recoveries: recoveries + 1 });
    } else if (state === "PENDING" && recoveries >= recoveryLimit) {
      recordLimit(shell, run, index);
    } else if (state === "RETRY") {
      armRetry(shell, run, index);
    } else if (state === "WAITING") {
      armWait(shell, run, index);
    }
  });
}

function recoverStep(shell: Shell, run: LiveRun, of: { index: number; recoveries: number }): void {
  const { index, recoveries } = of;
  record(shell, run, { event: { type: "step.recovered", ...stepEvent(shell, run, index), recoveries } });
  if (recoveries >= recoveryLimit) recordLimit(shell, run, index);
}

function recordLimit(shell: Shell, run: LiveRun, index: number): void {
  const { attempts: attempt } = getStepState(run, index);
  const message = `The program ended ${recoveryLimit} times while this step ran; it is not attempted again`;
  const error = { exception: "RecoveryLimitException", message, attempt };
  record(shell, run, { event: finishedEvent(shell, run, { index, state: "FAILURE", error }) });
}

/** The run that waited for this one was revoked, and the program ended before that reached it. */
function isOrphanOfRevoked(shell: Shell, run: LiveRun): boolean {
  const { triggeredBy } = run.state.record;
  if (triggeredBy.kind !== "RUN" || !triggeredBy.awaited) return false;
  const parent = shell.runs.get(triggeredBy.runId);
  if (parent !== undefined) return parent.state.revoking;
  return shell.ports.store.findRun(triggeredBy.runId)?.state === "REVOKED";
}

import { SluiceError } from "../../base/SluiceError.ts";
import { getStepState, type LiveRun } from "./LiveRun.ts";
import { record, stepEvent } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** Begins a waiting retry without waiting for its time. Resolves when that is on disk. */
export async function retryStepNow(shell: Shell, stepRunId: string): Promise<void> {
  const { run, index } = getStepRun(shell, stepRunId);
  if (getStepState(run, index).state !== "RETRY" || run.state.revoking) {
    throw new SluiceError("wrong_use", `Step run ${stepRunId} does not wait for a retry`);
  }
  await inTurn(shell, run, () => {
    run.timers.get(index)?.cancel();
    run.timers.delete(index);
    run.due = run.due.filter((other) => other !== index);
    record(shell, run, { event: { type: "step.retryNow", ...stepEvent(shell, run, index) } });
  });
}

/** Hands a person's decision to the step that waits for it. Resolves when that is on disk. */
export async function approveStep(
  shell: Shell,
  stepRunId: string,
  decision: { approved: boolean; by: string; comment: string },
): Promise<void> {
  const { run, index } = getStepRun(shell, stepRunId);
  const { state, wait } = getStepState(run, index);
  if (state !== "WAITING" || wait?.kind !== "approval" || run.state.revoking) {
    throw new SluiceError("wrong_use", `Step run ${stepRunId} does not wait for an approval`);
  }
  await inTurn(shell, run, () => {
    record(shell, run, { event: { type: "step.awoken", ...stepEvent(shell, run, index), approval: decision } });
  });
}

function getStepRun(shell: Shell, stepRunId: string): { run: LiveRun; index: number } {
  for (const run of shell.runs.values()) {
    const index = run.stepRunIds.indexOf(stepRunId);
    if (index >= 0) return { run, index };
  }
  throw new SluiceError("not_found", `No unfinished run holds step run ${stepRunId}`);
}

function inTurn(shell: Shell, run: LiveRun, change: () => void): Promise<void> {
  return new Promise((onStored, onFailed) => {
    shell.turn(() => {
      change();
      run.journal.after({ onStored, onFailed });
    });
  });
}

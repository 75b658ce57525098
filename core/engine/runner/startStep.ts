import { getStepState, hasReadyStep, type LiveRun } from "./LiveRun.ts";
import { record, recordRunStarted, stepEvent } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** Starts the first ready step of a run; its attempt begins when that is on disk. Tells whether more steps are ready. */
export function startStep(shell: Shell, run: LiveRun): boolean {
  const index = hasReadyStep(run) ? takeReady(run) : undefined;
  if (index === undefined) return false;
  const { attempts, retry, resume } = getStepState(run, index);
  run.slots.add(index);
  run.lane.started += 1;
  recordRunStarted(shell, run);
  const attempt = attempts + 1;
  const resumed = resume ? { resumed: true } : {};
  record(shell, run, { event: { type: "step.started", ...stepEvent(shell, run, index), attempt, retry, ...resumed } });
  run.journal.after({
    onStored() {
      shell.lanes.queue(run, index);
      shell.serve();
    },
  });
  return hasReadyStep(run);
}

/** The first step in the order of the document, of those that became ready and of the retries that are due. */
function takeReady(run: LiveRun): number | undefined {
  const [ready] = run.state.ready;
  const [due] = run.due;
  if (due === undefined || (ready !== undefined && ready < due)) return ready;
  run.due.shift();
  return due;
}

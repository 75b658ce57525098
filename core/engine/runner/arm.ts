import { awakeIfDone } from "./endRun.ts";
import { getStepState, type LiveRun } from "./LiveRun.ts";
import { record, stepEvent } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** Lets a waiting retry become ready when its time comes. */
export function armRetry(shell: Shell, run: LiveRun, index: number): void {
  const { retryAt } = getStepState(run, index);
  if (retryAt === undefined) return;
  setTimer(shell, run, { index, at: retryAt }, () => {
    run.due = [...run.due, index].sort((a, b) => a - b);
    shell.changed.add(run);
  });
}

/** Lets a suspended step go on when what it waits for is there. An approval comes from a person. */
export function armWait(shell: Shell, run: LiveRun, index: number): void {
  const { state, wait } = getStepState(run, index);
  if (run.phase !== "live" || state !== "WAITING") return;
  if (wait?.kind === "until") {
    setTimer(shell, run, { index, at: wait.until }, () => {
      record(shell, run, { event: { type: "step.awoken", ...stepEvent(shell, run, index) } });
    });
  }
  if (wait?.kind === "runs") {
    const open = wait.runs.filter((id) => isOpen(shell, id));
    for (const id of open) shell.parents.set(id, { run, index });
    run.waitsFor.set(index, new Set(open));
    shell.turn(() => awakeIfDone(shell, run, index));
  }
}

/** A child that this engine gave up has not ended; its parent waits until the next start. */
function isOpen(shell: Shell, runId: string): boolean {
  return shell.runs.has(runId) || shell.halted.has(runId);
}

function setTimer(shell: Shell, run: LiveRun, of: { index: number; at: number }, then: () => void): void {
  const { clock } = shell.ports;
  const timer = clock.after(Math.max(0, of.at - clock.now()), () => {
    run.timers.delete(of.index);
    if (run.phase === "live" && shell.phase === "open") shell.turn(then);
  });
  run.timers.set(of.index, timer);
}

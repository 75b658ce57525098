import { nextMoves } from "../nextMoves.ts";
import { endRun } from "./endRun.ts";
import { cancelTimers, getStepRunId, hasReadyStep, type LiveRun } from "./LiveRun.ts";
import { finishedEvent, record, recordRunStarted } from "./record.ts";
import { recordSuccess } from "./recordSuccess.ts";
import type { Shell } from "./Shell.ts";

/** Records every move of a run that needs no capacity, until there is none, and offers what is ready to its queue. */
export function advanceRun(shell: Shell, run: LiveRun): void {
  if (run.phase !== "live") return;
  while (makeMoves(shell, run));
  if (hasReadyStep(run)) shell.lanes.offer(run);
}

function makeMoves(shell: Shell, run: LiveRun): boolean {
  const { skip, pass, pin, revoke, finish } = nextMoves(run.state);
  if (finish !== undefined) {
    cancelTimers(run);
    record(shell, run, { event: { type: "run.finished", at: shell.ports.clock.now(), runId: run.id, ...finish } });
    run.journal.after({ onStored: () => endRun(shell, run) });
    return false;
  }
  if (revoke.length > 0) cancelTimers(run);
  for (const index of revoke) record(shell, run, { event: finishedEvent(shell, run, { index, state: "REVOKED" }) });
  if (skip.length + pass.length + pin.length === 0) return revoke.length > 0;
  recordRunStarted(shell, run);
  for (const { step: index, reason } of skip) {
    record(shell, run, { event: finishedEvent(shell, run, { index, state: "SKIPPED", skipped: reason }) });
  }
  for (const { step: index, from } of pass) {
    const source = from === undefined ? undefined : getStepRunId(run, from);
    const data = source === undefined ? undefined : shell.outputs.read([source]).get(source);
    recordSuccess(shell, run, { index, data, disabled: true });
  }
  for (const index of pin) {
    recordSuccess(shell, run, { index, data: run.plan.pins[run.view.steps[index]?.name ?? ""], pinned: true });
  }
  return true;
}

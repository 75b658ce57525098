import { cancelTimers, type LiveRun, releaseSlot } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/**
 * Gives up a run that cannot be stored any more (a full disk): its attempts end, it stays on disk as it is and is
 * recovered at the next start. A run that waits for it cannot go on either.
 */
export function haltRun(shell: Shell, run: LiveRun, error: unknown): void {
  if (run.phase !== "live") return;
  run.phase = "halted";
  const ended = Promise.all([...run.attempts.values()].map((attempt) => attempt.done));
  shell.halted.set(run.id, { error, ended });
  shell.runs.delete(run.id);
  cancelTimers(run);
  run.journal.close(error);
  shell.lanes.withdraw(run);
  for (const index of [...run.slots]) if (!run.attempts.has(index)) releaseSlot(run, index);
  for (const attempt of run.attempts.values()) attempt.revoke(0);
  shell.outputs.forget(run.stepRunIds);
  const { waiters } = run;
  run.waiters = [];
  for (const waiter of waiters) waiter.reject(error);
  const parent = shell.parents.get(run.id);
  shell.parents.delete(run.id);
  if (parent !== undefined) haltRun(shell, parent.run, error);
  shell.turn(() => undefined);
}

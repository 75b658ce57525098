import { SluiceError } from "../../base/SluiceError.ts";
import { cancelTimers, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** Begins no further attempt and waits for the running ones, at most `graceMs`; those left are killed, and recovered at the next start. */
export async function closeEngine(shell: Shell, graceMs: number): Promise<void> {
  if (shell.phase !== "open") return;
  shell.phase = "closing";
  const runs = [...shell.runs.values()];
  const halted = [...shell.halted.values()].map((run) => run.ended);
  const timer = shell.ports.clock.after(graceMs, () => {
    shell.phase = "closed";
    for (const run of runs) for (const attempt of run.attempts.values()) attempt.revoke(0);
  });
  await Promise.all(halted);
  await untilQuiet(runs);
  timer.cancel();
  shell.phase = "closed";
  for (const run of runs) cancelTimers(run);
  for (const run of shell.runs.values()) {
    const message = `The engine was closed before run ${run.id} ended; it will be recovered`;
    for (const waiter of run.waiters) waiter.reject(new SluiceError("run_not_finished", message));
    run.waiters = [];
  }
}

/** An attempt that ends makes a commit, and a start that is stored makes an attempt, so both are waited for in turn. */
async function untilQuiet(runs: readonly LiveRun[]): Promise<void> {
  while (runs.some((run) => run.slots.size > 0 || run.journal.isBusy)) {
    // A step that waits for capacity waits for an attempt, maybe of another run.
    await Promise.all(runs.flatMap((run) => [...run.attempts.values()].map((attempt) => attempt.done)));
    await Promise.all(runs.map((run) => run.journal.idle()));
  }
}

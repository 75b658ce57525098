import { SluiceError } from "../../base/SluiceError.ts";
import { cancelTimers, type LiveRun } from "./LiveRun.ts";
import type { Shell } from "./Shell.ts";

/** Begins no further attempt and waits for the running ones, at most `graceMs`; those left are killed, and recovered at the next start. */
export async function closeEngine(shell: Shell, graceMs: number): Promise<void> {
  if (shell.phase !== "open") return;
  shell.phase = "closing";
  const runs = [...shell.runs.values()];
  for (const run of runs) cancelTimers(run);
  await Promise.race([untilQuiet(runs), untilLater(shell, graceMs)]);
  shell.phase = "closed";
  for (const run of runs) for (const attempt of run.attempts.values()) attempt.revoke(0);
  await untilQuiet(runs);
  for (const run of shell.runs.values()) {
    const message = `The engine was closed before run ${run.id} ended; it will be recovered`;
    for (const waiter of run.waiters) waiter.reject(new SluiceError("run_not_finished", message));
    run.waiters = [];
  }
}

async function untilQuiet(runs: readonly LiveRun[]): Promise<void> {
  for (const run of runs) {
    await Promise.all([...run.attempts.values()].map((attempt) => attempt.done));
    await run.journal.idle();
  }
}

function untilLater(shell: Shell, ms: number): Promise<void> {
  return new Promise((resolve) => shell.ports.clock.after(ms, resolve));
}

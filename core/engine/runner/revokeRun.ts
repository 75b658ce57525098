import type { LiveRun } from "./LiveRun.ts";
import { record } from "./record.ts";
import type { Shell } from "./Shell.ts";

/** How long a running attempt may take to end by itself, ms (semantics, section 8). */
export const revokeGraceMs = 5_000;

/** Stops a run: steps that no attempt holds at once, running attempts by their signal and then by kill. The runs it waits for go with it. */
export function revokeRun(shell: Shell, run: LiveRun): void {
  if (run.phase !== "live" || run.state.revoking || run.state.record.finishedAt !== undefined) return;
  const children = [...run.waitsFor.values()].flatMap((ids) => [...ids]);
  shell.turn(() => {
    record(shell, run, { event: { type: "run.revoking", at: shell.ports.clock.now(), runId: run.id } });
    shell.lanes.withdraw(run);
    for (const attempt of run.attempts.values()) attempt.revoke(revokeGraceMs);
    for (const id of children) {
      const child = shell.runs.get(id);
      if (child !== undefined) revokeRun(shell, child);
    }
  });
}

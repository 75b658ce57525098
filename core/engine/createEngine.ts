import { SluiceError } from "../base/SluiceError.ts";
import type { RunRecord } from "../model/RunRecord.ts";
import type { Engine } from "./Engine.ts";
import type { EnginePorts } from "./ports/EnginePorts.ts";
import { acceptRun } from "./runner/acceptRun.ts";
import { advanceRun } from "./runner/advanceRun.ts";
import { beginAhead, beginAttempt } from "./runner/beginAttempt.ts";
import { closeEngine } from "./runner/closeEngine.ts";
import { approveStep, retryStepNow } from "./runner/decideByHand.ts";
import { recoverRuns } from "./runner/recoverRuns.ts";
import { revokeRun } from "./runner/revokeRun.ts";
import { createShell, type Shell } from "./runner/Shell.ts";
import { startStep } from "./runner/startStep.ts";

/** The engine over its ports. It holds no state but that of its unfinished runs, which the store holds too. */
export function createEngine(ports: EnginePorts): Engine {
  const shell = createShell(ports, { advance: advanceRun, start: startStep, begin: beginAttempt, beginAhead });
  return {
    accept: (run, reused) => acceptRun(shell, run, reused),
    finished: (runId) => waitForEnd(shell, runId),
    async revoke(runId) {
      const run = shell.runs.get(runId);
      const ended = waitForEnd(shell, runId);
      if (run !== undefined) revokeRun(shell, run);
      await ended;
    },
    retryNow: (stepRunId) => retryStepNow(shell, stepRunId),
    approve: (stepRunId, decision) => approveStep(shell, stepRunId, decision),
    recover: () => recoverRuns(shell),
    subscribe: (listener) => shell.events.subscribe(listener),
    stalledRuns: () => shell.lanes.stalled().map((run) => ({ runId: run.id, queue: run.lane.queue })),
    queuesChanged: () => shell.turn(() => undefined),
    close: (graceMs) => closeEngine(shell, graceMs),
  };
}

function waitForEnd(shell: Shell, runId: string): Promise<RunRecord> {
  const run = shell.runs.get(runId);
  if (run !== undefined) {
    return new Promise((resolve, reject) => {
      run.waiters.push({ resolve, reject });
    });
  }
  const halted = shell.halted.get(runId);
  if (halted !== undefined) return Promise.reject(halted.error);
  const record = shell.ports.store.findRun(runId);
  if (record?.finishedAt !== undefined) return Promise.resolve(record);
  return Promise.reject(new SluiceError("not_found", `The engine holds no run ${runId}`));
}

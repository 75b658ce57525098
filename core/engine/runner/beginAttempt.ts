import { defaultRetryOptions } from "../../model/RetryOptions.ts";
import type { AttemptHooks } from "../ports/StepWorkers.ts";
import { answerCall } from "./answerCall.ts";
import { buildRequest } from "./buildRequest.ts";
import type { Execution, Executor } from "./Executor.ts";
import { endAttempt, recordLines, type Verdict } from "./endAttempt.ts";
import { haltRun } from "./haltRun.ts";
import { getStepState, type LiveRun, releaseSlot } from "./LiveRun.ts";
import { prepareWait } from "./prepareRun.ts";
import { finishedEvent, record } from "./record.ts";
import { runInWorker } from "./runInWorker.ts";
import type { Shell } from "./Shell.ts";
import { toStepError } from "./toStepError.ts";
import { withChildren } from "./withChildren.ts";
import { withLogBatches } from "./withLogBatches.ts";
import { withMasking } from "./withMasking.ts";
import { withRetry } from "./withRetry.ts";
import { withTimeLimit } from "./withTimeLimit.ts";

/** Begins the attempt of a started step. Its start is on disk and there is capacity. */
export function beginAttempt(shell: Shell, run: LiveRun, index: number): void {
  if (run.phase !== "live" || shell.phase === "closed") {
    releaseSlot(run, index);
    return;
  }
  if (run.state.revoking) {
    releaseSlot(run, index);
    shell.turn(() => record(shell, run, { event: finishedEvent(shell, run, { index, state: "REVOKED" }) }));
    return;
  }
  run.lane.running += 1;
  const now = shell.ports.clock.now();
  run.begun.set(index, now);
  if (getStepState(run, index).attempts === 1) run.firstBegun.set(index, now);
  const execution = execute(shell, run, index);
  run.attempts.set(index, execution);
  execution.done
    .then((verdict) => endAttempt(shell, run, { index, verdict }))
    .catch((bug) => {
      shell.ports.onBug(bug);
      haltRun(shell, run, bug);
    });
}

function execute(shell: Shell, run: LiveRun, index: number): Execution<Verdict> {
  const { attempts: attempt } = getStepState(run, index);
  try {
    const hooks: AttemptHooks = {
      onLog: () => undefined,
      onCall: (call) => answerCall(shell, run, { index, attempt, call }),
    };
    return buildExecutor(shell, run, index)(buildRequest(shell, run, index), hooks);
  } catch (error) {
    const failure = { kind: "failure", warned: false, parameters: undefined, retryIn: undefined } as const;
    const outcome = { ...failure, error: toStepError(error, attempt) };
    return { done: Promise.resolve({ outcome, lines: [] }), revoke: () => undefined };
  }
}

function buildExecutor(shell: Shell, run: LiveRun, index: number): Executor<Verdict> {
  const { ports } = shell;
  const { attempts: attempt, retry } = getStepState(run, index);
  const view = run.view.steps[index];
  const seconds = view?.attemptTimeout ?? ports.settings.attemptTimeout();
  const worker = withTimeLimit(runInWorker(ports.workers, ports.onBug), seconds);
  const prepare = withChildren(worker, { attempt, prepare: (wait) => prepareWait(shell, run, { index, wait }) });
  const masked = withMasking(prepare, (text) => run.secrets.mask(text));
  const options = view?.retry ?? defaultRetryOptions;
  const retried = withRetry(masked, { options, retry, random: () => ports.random.next() });
  return withLogBatches(retried, {
    clock: ports.clock,
    level: run.state.record.logLevel,
    store: (lines) => shell.turn(() => recordLines(shell, run, { index, lines })),
  });
}

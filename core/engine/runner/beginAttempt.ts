import { defaultRetryOptions } from "../../model/RetryOptions.ts";
import { classKey } from "../ports/RunStore.ts";
import type { AttemptHooks, Placement } from "../ports/StepWorkers.ts";
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
  launchAttempt(shell, run, { index, placement: { kin: kinOf(run), ahead: false } });
}

/** Hands the attempt of a started step to a worker that still runs another one; tells whether there is such a worker. */
export function beginAhead(shell: Shell, run: LiveRun, step: { index: number; isFree: boolean }): boolean {
  const { index, isFree } = step;
  const view = run.view.steps[index];
  if (view === undefined || view.disabled || run.phase !== "live") return false;
  const key = classKey(view.file, view.syncpack);
  const hash = Object.hasOwn(run.plan.classes, key) ? run.plan.classes[key]?.reference.hash : undefined;
  const placement = { kin: kinOf(run), ahead: true, isFree };
  if (hash === undefined || shell.ports.workers.hasRoom?.(hash, placement) !== true) return false;
  launchAttempt(shell, run, { index, placement });
  return true;
}

/** What a step writes last may be read with what the next one in its worker writes first: they must know the same secrets. */
function kinOf(run: LiveRun): object {
  return run.secrets.hasSecrets ? run : run.lane;
}

function launchAttempt(shell: Shell, run: LiveRun, of: { index: number; placement: Placement }): void {
  const { index, placement } = of;
  if (placement.ahead) {
    run.ahead.add(index);
    run.lane.ahead += 1;
  } else noteBegin(shell, run, index);
  const execution = execute(shell, run, of);
  run.attempts.set(index, execution);
  execution.done
    .then((verdict) => endAttempt(shell, run, { index, verdict }))
    .catch((bug) => {
      shell.ports.onBug(bug);
      haltRun(shell, run, bug);
    });
}

function noteBegin(shell: Shell, run: LiveRun, index: number): void {
  const now = shell.ports.clock.now();
  run.lane.running += 1;
  run.begun.set(index, now);
  if (getStepState(run, index).attempts === 1) run.firstBegun.set(index, now);
}

function execute(shell: Shell, run: LiveRun, of: { index: number; placement: Placement }): Execution<Verdict> {
  const { index, placement } = of;
  const { attempts: attempt } = getStepState(run, index);
  try {
    const hooks: AttemptHooks = {
      onLog: () => undefined,
      onCall: (call) => answerCall(shell, run, { index, attempt, call }),
      onBegin() {
        if (!run.ahead.delete(index)) return;
        run.lane.ahead -= 1;
        noteBegin(shell, run, index);
      },
    };
    return buildExecutor(shell, run, { index, placement })(buildRequest(shell, run, index), hooks);
  } catch (error) {
    const failure = { kind: "failure", warned: false, parameters: undefined, retryIn: undefined } as const;
    const outcome = { ...failure, error: toStepError(error, attempt) };
    return { done: Promise.resolve({ outcome, lines: [] }), revoke: () => undefined };
  }
}

function buildExecutor(
  shell: Shell,
  run: LiveRun,
  { index, placement }: { index: number; placement: Placement },
): Executor<Verdict> {
  const { ports } = shell;
  const { attempts: attempt, retry } = getStepState(run, index);
  const view = run.view.steps[index];
  const seconds = view?.attemptTimeout ?? ports.settings.attemptTimeout();
  const worker = withTimeLimit(runInWorker(ports.workers, { onBug: ports.onBug, placement }), seconds);
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

import { defaultRetryOptions } from "../../model/RetryOptions.ts";
import { retryDelay } from "../../model/retryDelays.ts";
import { classKey } from "../ports/RunStore.ts";
import type { AttemptHooks, AttemptOutcome, AttemptRequest, Placement } from "../ports/StepWorkers.ts";
import { answerCall } from "./answerCall.ts";
import { buildRequest } from "./buildRequest.ts";
import type { Execution } from "./Execution.ts";
import { endAttempt, recordLines, type Verdict } from "./endAttempt.ts";
import { haltRun } from "./haltRun.ts";
import { getStepState, type LiveRun, releaseSlot } from "./LiveRun.ts";
import { LogBatches } from "./LogBatches.ts";
import { maskLines, maskOutcome } from "./maskOutcome.ts";
import { type PreparedOutcome, prepareOutcome } from "./prepareOutcome.ts";
import { type PreparedWait, prepareWait } from "./prepareRun.ts";
import { finishedEvent, record } from "./record.ts";
import type { Shell } from "./Shell.ts";
import { toStepError } from "./toStepError.ts";

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
  const { ports } = shell;
  const { attempts: attempt } = getStepState(run, index);
  const log = new LogBatches({
    clock: ports.clock,
    level: run.state.record.logLevel,
    store: (lines) => shell.turn(() => recordLines(shell, run, { index, lines })),
  });
  const hooks: AttemptHooks = {
    onLog: (lines) => log.add(maskLines(lines, (text) => run.secrets.mask(text))),
    onCall: (call) => answerCall(shell, run, { index, attempt, call }),
    onBegin() {
      if (!run.ahead.delete(index)) return;
      run.lane.ahead -= 1;
      noteBegin(shell, run, index);
    },
  };
  const judge = (outcome: AttemptOutcome) => judgeOutcome(shell, run, { index, outcome, log });
  // A fault of the pool fails the attempt.
  const fail = (error: unknown) => {
    ports.onBug(error);
    return judge({ kind: "failure", error: toStepError(error, attempt), warned: false, parameters: undefined });
  };
  let request: AttemptRequest;
  try {
    request = buildRequest(shell, run, index);
  } catch (error) {
    const outcome = {
      kind: "failure",
      error: toStepError(error, attempt),
      warned: false,
      parameters: undefined,
    } as const;
    return { done: Promise.resolve({ outcome, retryIn: undefined, lines: [] }), revoke: () => undefined };
  }
  try {
    const running = ports.workers.run(request, hooks, placement);
    return { done: running.done.then(judge, fail), revoke: (graceMs) => running.revoke(graceMs) };
  } catch (error) {
    return { done: Promise.resolve(fail(error)), revoke: () => undefined };
  }
}

/** What follows from the outcome of an attempt. Nothing is waited for unless it asks for child runs. */
function judgeOutcome(
  shell: Shell,
  run: LiveRun,
  of: { index: number; outcome: AttemptOutcome; log: LogBatches },
): Verdict | Promise<Verdict> {
  const { index, log } = of;
  const { attempts: attempt, retry } = getStepState(run, index);
  const conclude = (prepared: PreparedOutcome<PreparedWait>): Verdict => {
    const outcome = maskOutcome(prepared, (text) => run.secrets.mask(text));
    return { outcome, retryIn: delayOf(shell, run, { index, retry, kind: outcome.kind }), lines: log.end() };
  };
  const prepared = prepareOutcome(of.outcome, { attempt, prepare: (wait) => prepareWait(shell, run, { index, wait }) });
  return prepared instanceof Promise ? prepared.then(conclude) : conclude(prepared);
}

/** Seconds after which a failed step is tried again (semantics, section 5); undefined = it is not. `retry` counts the failed attempts before this one. */
function delayOf(
  shell: Shell,
  run: LiveRun,
  of: { index: number; retry: number; kind: AttemptOutcome["kind"] },
): number | undefined {
  const { index, retry, kind } = of;
  const options = run.view.steps[index]?.retry ?? defaultRetryOptions;
  if (kind !== "failure" || retry >= options.retryMax) return undefined;
  return retryDelay({ options, retry, random: () => shell.ports.random.next() });
}

import type { AttemptLogLine } from "../ports/StepWorkers.ts";
import { armRetry, armWait } from "./arm.ts";
import { launch } from "./createLiveRun.ts";
import { noteDuration } from "./Lanes.ts";
import { getStepState, type LiveRun, releaseSlot } from "./LiveRun.ts";
import type { PreparedOutcome } from "./prepareOutcome.ts";
import type { PreparedWait } from "./prepareRun.ts";
import { finishedEvent, record, stepEvent } from "./record.ts";
import { recordSuccess } from "./recordSuccess.ts";
import { revokeRun } from "./revokeRun.ts";
import type { Shell } from "./Shell.ts";

/** All that came out of one attempt. */
export interface Verdict {
  outcome: PreparedOutcome<PreparedWait>;
  /** Seconds after which the step is tried again; undefined = it is not. */
  retryIn: number | undefined;
  /** Those that go to disk with it. */
  lines: AttemptLogLine[];
}

type Outcome<K extends Verdict["outcome"]["kind"]> = Extract<Verdict["outcome"], { kind: K }>;

/** Takes in what came out of an attempt: one commit with its last lines, its result, and all that follows from it. */
export function endAttempt(shell: Shell, run: LiveRun, ended: { index: number; verdict: Verdict }): void {
  const { index, verdict } = ended;
  run.attempts.delete(index);
  const { outcome, retryIn, lines } = verdict;
  if (outcome.kind === "returned") {
    takeBack(shell, run, index);
    return;
  }
  const began = run.begun.get(index);
  if (began !== undefined) noteDuration(run.lane, shell.ports.clock.now() - began);
  shell.turn(() => {
    releaseSlot(run, index);
    // The worker goes on while the result is taken in.
    shell.serve();
    if (run.phase !== "live" || shell.phase === "closed") return;
    if (lines.length > 0) recordLines(shell, run, { index, lines });
    recordOutcome(shell, run, { index, outcome, retryIn });
  });
}

/** An attempt that was handed ahead has not begun; it waits for capacity again. */
function takeBack(shell: Shell, run: LiveRun, index: number): void {
  if (!run.slots.has(index)) return;
  if (run.ahead.delete(index)) run.lane.ahead -= 1;
  if (run.begun.delete(index)) run.lane.running -= 1;
  run.firstBegun.delete(index);
  shell.lanes.takeBack(run, index);
  shell.turn(() => undefined);
}

/** Log lines on their way to disk. Masked. */
export function recordLines(shell: Shell, run: LiveRun, logged: { index: number; lines: AttemptLogLine[] }): void {
  const { attempts: attempt } = getStepState(run, logged.index);
  const step = stepEvent(shell, run, logged.index);
  const items = logged.lines.map(({ time: at, level, module, message }) => ({
    event: { type: "step.log" as const, ...step, at, attempt, level, module, message },
  }));
  record(shell, run, ...items);
}

function recordOutcome(
  shell: Shell,
  run: LiveRun,
  of: { index: number; outcome: Exclude<Verdict["outcome"], { kind: "returned" }>; retryIn: number | undefined },
): void {
  const { index, outcome, retryIn } = of;
  if (outcome.kind === "success") {
    const { data, routes, parameters, sample, report } = outcome;
    const warning = outcome.warned || getStepState(run, index).warning;
    const disabled = run.view.steps[index]?.disabled ?? false;
    recordSuccess(shell, run, { index, data, warning, routes, parameters, sample, report, disabled });
  } else if (run.state.revoking) {
    const error = outcome.kind === "failure" ? { error: outcome.error } : {};
    record(shell, run, { event: finishedEvent(shell, run, { index, state: "REVOKED", ...error }) });
  } else if (outcome.kind === "suspended") {
    suspend(shell, run, { index, outcome });
  } else {
    fail(shell, run, { index, outcome, retryIn });
  }
}

function fail(
  shell: Shell,
  run: LiveRun,
  of: { index: number; outcome: Outcome<"failure" | "revoked">; retryIn: number | undefined },
): void {
  const { index, outcome, retryIn } = of;
  const { attempts: attempt, retry, warning } = getStepState(run, index);
  // Nobody revoked the run, so something outside ended the process.
  const error =
    outcome.kind === "failure"
      ? outcome.error
      : { exception: "AttemptEndedException", message: "The attempt was stopped from outside", attempt };
  const warned = outcome.warned ? { warned: true } : {};
  if (retryIn !== undefined) {
    const step = stepEvent(shell, run, index);
    const retryAt = step.at + retryIn * 1000;
    const event = { type: "step.retry" as const, ...step, attempt, retry, delay: retryIn, retryAt, error };
    record(shell, run, { event: { ...event, ...warned } });
    armRetry(shell, run, index);
    return;
  }
  const { parameters } = outcome;
  record(shell, run, {
    event: finishedEvent(shell, run, { index, state: "FAILURE", warning: warning || outcome.warned, error }),
    ...(parameters === undefined ? {} : { parameters }),
  });
}

/** The child runs are accepted in the commit that says the step waits for them, so that neither is ever without the other. */
function suspend(shell: Shell, run: LiveRun, of: { index: number; outcome: Outcome<"suspended"> }): void {
  const { index, outcome } = of;
  const { wait, children } = outcome.prepared;
  const { attempts: attempt } = getStepState(run, index);
  const warned = outcome.warned ? { warned: true } : {};
  run.journal.add(children.map((child) => child.accepted));
  record(shell, run, {
    event: { type: "step.waiting", ...stepEvent(shell, run, index), attempt, wait, ...warned },
    ...(outcome.parameters === undefined ? {} : { parameters: outcome.parameters }),
  });
  run.journal.after({
    onStored() {
      const runs = children.map((child) => child.run);
      launch(shell, runs);
      if (run.state.revoking) for (const child of runs) revokeRun(shell, child);
      armWait(shell, run, index);
    },
  });
}

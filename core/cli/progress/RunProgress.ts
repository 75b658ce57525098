import type { RunEvent } from "../../engine/RunEvent.ts";
import type { DataSummary, RunState, SkipReason, StepError, StepRunState, StepWait } from "../../model/RunRecord.ts";

/** What is shown of one step. Times in ms. */
export interface StepProgress {
  name: string;
  state: StepRunState;
  /** Attempts that failed and were tried again. */
  retries: number;
  warning: boolean;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  retryAt: number | undefined;
  wait: StepWait | undefined;
  error: StepError | undefined;
  skipped: SkipReason | undefined;
  data: DataSummary | undefined;
  /** Its result was given or copied: pinned, reused, disabled. */
  mark: string | undefined;
}

/** The present picture of a run: the fold of its events. */
export class RunProgress {
  readonly runId: string;
  readonly steps: Map<string, StepProgress>;
  state: RunState = "PENDING";
  warning = false;
  startedAt: number | undefined;
  finishedAt: number | undefined;

  constructor(runId: string, names: readonly string[]) {
    this.runId = runId;
    this.steps = new Map(names.map((name) => [name, untouched(name)]));
  }

  apply(event: RunEvent): void {
    if (event.runId !== this.runId) return;
    if (event.type === "run.started") {
      this.state = "STARTED";
      this.startedAt = event.at;
    } else if (event.type === "run.finished") {
      this.state = event.state;
      this.warning = event.warning;
      this.finishedAt = event.at;
    } else if ("step" in event) {
      const step = this.steps.get(event.step);
      if (step !== undefined) applyToStep(step, event);
    }
  }

  /** How many steps are in each state; a success with a warning counts as `WARNING`. */
  count(): Map<StepRunState | "WARNING", number> {
    const counts = new Map<StepRunState | "WARNING", number>();
    for (const { state, warning } of this.steps.values()) {
      const key = state === "SUCCESS" && warning ? "WARNING" : state;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }
}

function untouched(name: string): StepProgress {
  return {
    name,
    state: "PENDING",
    retries: 0,
    warning: false,
    startedAt: undefined,
    finishedAt: undefined,
    retryAt: undefined,
    wait: undefined,
    error: undefined,
    skipped: undefined,
    data: undefined,
    mark: undefined,
  };
}

function applyToStep(step: StepProgress, event: Extract<RunEvent, { step: string }>): void {
  switch (event.type) {
    case "step.started":
      step.state = "STARTED";
      step.retries = event.retry;
      step.startedAt ??= event.at;
      step.retryAt = undefined;
      step.wait = undefined;
      break;
    case "step.retry":
      step.state = "RETRY";
      step.error = event.error;
      step.retryAt = event.retryAt;
      break;
    case "step.waiting":
      step.state = "WAITING";
      step.wait = event.wait;
      break;
    case "step.log":
      if (event.level >= 30) step.warning = true;
      break;
    case "step.finished":
      step.state = event.state;
      step.warning = event.warning;
      step.finishedAt = event.at;
      step.retryAt = undefined;
      step.wait = undefined;
      step.error = event.error;
      step.skipped = event.skipped;
      step.data = event.data;
      step.mark = markOf(event);
      break;
    default:
      break;
  }
}

function markOf(event: Extract<RunEvent, { type: "step.finished" }>): string | undefined {
  if (event.reusedFrom !== undefined) return "reused";
  if (event.pinned === true) return "given";
  return event.disabled === true ? "disabled" : undefined;
}

import type { RunEvent } from "../../engine/RunEvent.ts";
import type { RunRecord, StepRunRecord } from "../../model/RunRecord.ts";

type StepState = StepRunRecord["state"];

interface OpenRun {
  queue: string;
  steps: number;
  /** ms; undefined = it waits for its first step. */
  startedAt: number | undefined;
  /** By the id of the step run; those missing are pending. */
  stepStates: Map<string, StepState>;
  /** When the first attempt of a step began, ms. */
  stepStarts: Map<string, number>;
}

/** Of steps that have not ended. */
export const openStepStates = ["PENDING", "STARTED", "RETRY", "WAITING"] as const;
type OpenStepState = (typeof openStepStates)[number];

/** The runs that have not ended and where their steps are, folded from the events. An event that comes twice changes nothing. */
export class OpenRuns {
  private readonly runs = new Map<string, OpenRun>();

  /** Takes on a run that began before the first event. */
  add({ id, queue, startedAt }: RunRecord, stepRuns: readonly StepRunRecord[]): void {
    const starts = stepRuns.flatMap((step) =>
      step.startedAt === undefined ? [] : [[step.id, step.startedAt] as const],
    );
    this.runs.set(id, {
      queue,
      startedAt,
      steps: stepRuns.length,
      stepStates: new Map(stepRuns.map((step) => [step.id, step.state])),
      stepStarts: new Map(starts),
    });
  }

  apply(event: RunEvent): void {
    if (event.type === "run.accepted") {
      const { run, steps } = event;
      if (this.runs.has(run.id)) return;
      const empty = { stepStates: new Map(), stepStarts: new Map() };
      this.runs.set(run.id, { queue: run.queue, steps, startedAt: undefined, ...empty });
      return;
    }
    if (event.type === "run.finished") this.runs.delete(event.runId);
    const run = this.runs.get(event.runId);
    if (run === undefined) return;
    if (event.type === "run.started") run.startedAt ??= event.at;
    if (event.type === "step.started" && !run.stepStarts.has(event.stepRunId)) {
      run.stepStarts.set(event.stepRunId, event.at);
    }
    const state = stateAfter(event);
    if (state !== undefined && "stepRunId" in event) run.stepStates.set(event.stepRunId, state);
  }

  /** How long a run took that ends with this event, seconds; undefined = it never began. */
  runSeconds({ runId, at }: RunEvent): number | undefined {
    return secondsBetween(this.runs.get(runId)?.startedAt, at);
  }

  /** How long a step took that ends with this event, from its first attempt on, seconds; undefined = it never began. */
  stepSeconds({ runId, stepRunId, began, at }: RunEvent & { type: "step.finished" }): number | undefined {
    return secondsBetween(began ?? this.runs.get(runId)?.stepStarts.get(stepRunId), at);
  }

  countRuns(): Record<"PENDING" | "STARTED", number> {
    let started = 0;
    for (const run of this.runs.values()) if (run.startedAt !== undefined) started += 1;
    return { PENDING: this.runs.size - started, STARTED: started };
  }

  /** Steps that have not ended, by queue and state. */
  countSteps(): Map<string, Record<OpenStepState, number>> {
    const queues = new Map<string, Record<OpenStepState, number>>();
    for (const run of this.runs.values()) {
      const counts = queues.get(run.queue) ?? { PENDING: 0, STARTED: 0, RETRY: 0, WAITING: 0 };
      queues.set(run.queue, counts);
      counts.PENDING += run.steps - run.stepStates.size;
      for (const state of run.stepStates.values()) if (isOpen(state)) counts[state] += 1;
    }
    return queues;
  }
}

function stateAfter(event: RunEvent): StepState | undefined {
  switch (event.type) {
    case "step.started":
      return "STARTED";
    case "step.retry":
      return "RETRY";
    case "step.waiting":
      return "WAITING";
    case "step.retryNow":
    case "step.awoken":
    case "step.recovered":
      return "PENDING";
    case "step.finished":
      return event.state;
    default:
      return undefined;
  }
}

function isOpen(state: StepState): state is OpenStepState {
  return (openStepStates as readonly StepState[]).includes(state);
}

function secondsBetween(from: number | undefined, to: number): number | undefined {
  return from === undefined ? undefined : Math.max(0, to - from) / 1000;
}

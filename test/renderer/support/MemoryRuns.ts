import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { StepRunRecord } from "../../../core/model/RunRecord.ts";
import type { RunListener, RunPort, RunShown } from "../../../renderer/state/ports/RunPort.ts";

/** Runs whose states a test tells. */
export class MemoryRuns implements RunPort {
  readonly started: { level: number }[] = [];
  readonly stopped: string[] = [];
  run: RunShown | undefined;
  /** start and stop reject with it. */
  failure: string | undefined;
  private readonly listeners = new Set<RunListener>();

  async start(options: { level: number }): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.started.push(options);
    this.show({ id: `run-${this.started.length}`, state: "STARTED", warning: false, acceptedAt: 0 });
  }

  async stop(run: string): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.stopped.push(run);
    if (this.run !== undefined) this.show({ ...this.run, state: "REVOKED" });
  }

  subscribe(listener: RunListener): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The run is now in this state. */
  show(run: RunShown): void {
    this.run = run;
    for (const { onRun } of this.listeners) onRun(run);
  }

  /** Steps of the run are now in these states. */
  push(steps: readonly (Partial<StepRunRecord> & Pick<StepRunRecord, "stepId" | "state">)[]): void {
    const records = steps.map((step) => ({ ...emptyRecord, ...step, runId: this.run?.id ?? "" }));
    for (const { onSteps } of this.listeners) onSteps(records);
  }
}

const emptyRecord: StepRunRecord = {
  id: "step-run",
  runId: "",
  stepId: undefined,
  name: "",
  file: "",
  position: 0,
  state: "PENDING",
  attempts: 1,
  warning: false,
  startedAt: undefined,
  finishedAt: undefined,
  error: undefined,
  skipped: undefined,
  wait: undefined,
  retryAt: undefined,
  data: undefined,
  pinned: false,
  disabled: false,
  reusedFrom: undefined,
};

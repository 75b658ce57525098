import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { RunRecord, RunState, StepRunRecord } from "../../../core/model/RunRecord.ts";
import type {
  ChildRuns,
  QueueFill,
  RunBasis,
  RunListener,
  RunPort,
  RunShown,
  RunStart,
  StepMoment,
  StepPlace,
  StepTest,
} from "../../../renderer/state/ports/RunPort.ts";

/** Runs whose states a test tells. */
export class MemoryRuns implements RunPort {
  readonly started: RunStart[] = [];
  readonly tests: (StepTest & { step: string })[] = [];
  records: RunRecord[] = [];
  /** Runs that each step has started. */
  childRuns: RunRecord[] = [];
  fill: QueueFill | undefined;
  /** What runs were accepted with. */
  accepted: RunBasis | undefined;
  /** What was asked of waiting steps. */
  readonly asked: string[] = [];
  readonly stopped: string[] = [];
  run: RunShown | undefined;
  /** start and stop reject with it. */
  failure: string | undefined;
  private readonly moments: StepMoment[] = [];
  private readonly momentListeners = new Set<(moment: StepMoment) => void>();
  private readonly listeners = new Set<RunListener>();

  async start(options: RunStart): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.started.push(options);
    this.tell({ id: `run-${this.started.length}`, state: "STARTED", warning: false, acceptedAt: 0 });
  }

  async testStep(step: string, test: StepTest): Promise<string> {
    this.tests.push({ step, ...test });
    return `test-${this.tests.length}`;
  }

  followStep(): Unsubscribe {
    return () => undefined;
  }

  followMoments(_run: string, listener: (moment: StepMoment) => void): Unsubscribe {
    for (const moment of this.moments) listener(moment);
    this.momentListeners.add(listener);
    return () => this.momentListeners.delete(listener);
  }

  /** Steps of the run took these turns. */
  turn(moments: readonly StepMoment[]): void {
    this.moments.push(...moments);
    for (const listener of this.momentListeners) for (const moment of moments) listener(moment);
  }

  async tryNow({ stepRun }: StepPlace): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.asked.push(`try ${stepRun} now`);
  }

  async decide({ stepRun }: StepPlace, { approved, comment }: { approved: boolean; comment: string }): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.asked.push(`${approved ? "approve" : "refuse"} ${stepRun}${comment === "" ? "" : `: ${comment}`}`);
  }

  async children(_place: StepPlace, wanted: { state?: RunState | undefined; limit: number }): Promise<ChildRuns> {
    const counts: ChildRuns["counts"] = Object.fromEntries(
      [...Map.groupBy(this.childRuns, ({ state }) => state)].map(([state, runs]) => [state, runs.length]),
    );
    // As the host: those that failed come first.
    const runs = this.childRuns
      .map((run, index) => ({ index, given: `item ${index + 1} of ${this.childRuns.length}, ${run.id}`, run }))
      .filter(({ run }) => wanted.state === undefined || run.state === wanted.state)
      .sort((a, b) => Number(b.run.state === "FAILURE") - Number(a.run.state === "FAILURE"));
    return { counts, runs: runs.slice(0, wanted.limit) };
  }

  async basis(): Promise<RunBasis | undefined> {
    return this.accepted;
  }

  async queue(): Promise<QueueFill | undefined> {
    return this.fill;
  }

  async recent(): Promise<readonly RunRecord[]> {
    return this.records;
  }

  async stop(run: string): Promise<void> {
    if (this.failure !== undefined) throw new Error(this.failure);
    this.stopped.push(run);
    if (this.run !== undefined) this.tell({ ...this.run, state: "REVOKED" });
  }

  subscribe(listener: RunListener): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The records hold it. */
  async show(run: string): Promise<void> {
    const record = this.records.find(({ id }) => id === run);
    if (record === undefined) throw new Error("There is no such run.");
    this.tell(record);
  }

  /** The run is now in this state. */
  tell({ id, state, warning, acceptedAt, queue, parent }: RunShown): void {
    const more = { ...(queue === undefined ? {} : { queue }), ...(parent === undefined ? {} : { parent }) };
    const run = { id, state, warning, acceptedAt, ...more };
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

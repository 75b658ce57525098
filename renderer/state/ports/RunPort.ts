import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { JsonObject, JsonValue } from "../../../core/base/json.ts";
import type { EditOperation } from "../../../core/model/operations/EditOperation.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { RunRecord, RunState, StepRunRecord } from "../../../core/model/RunRecord.ts";

/** The run a canvas shows. */
export interface RunShown {
  id: string;
  state: RunState;
  warning: boolean;
  /** ms since the epoch. */
  acceptedAt: number;
  queue?: string;
  /** The run that started it, and by which step. */
  parent?: { run: string; application: string; step: string };
}

/** One step of one run. */
export interface StepPlace {
  run: string;
  /** Id of the step run. */
  stepRun: string;
}

/** The runs that a step has started. */
export interface ChildRuns {
  /** How many are in which state. */
  counts: Readonly<Partial<Record<RunState, number>>>;
  /** Some of them; `index` counts what one attempt started, from 0, `given` says in a line what it was started with. */
  runs: readonly { index: number; given: string; run: RunRecord }[];
}

/** How full a queue is. */
export interface QueueFill {
  /** Attempts at once; 0 = its runs wait. */
  capacity: number;
  running: number;
}

/** What a run was accepted with. */
export interface RunBasis {
  state: EditState;
  /** Classes whose code is another one now. */
  changedClasses: readonly { file: string; syncpack: string | undefined }[];
}

export interface RunListener {
  /** The run began, changed its state or ended. */
  onRun(run: RunShown): void;
  /** The present state of some of its steps. */
  onSteps(steps: readonly StepRunRecord[]): void;
}

/** How a run is started. Steps are named by id. */
export interface RunStart {
  /** Log lines below it are dropped (semantics, section 7). */
  level: number;
  /** Values of application variables, by name. */
  parameters?: JsonObject;
  /** Name of the configuration instead of that of the application. */
  configuration?: string;
  /** Name of the queue instead of that of the application. */
  queue?: string;
  /** Nothing downstream of these steps runs. */
  to?: readonly string[];
  /** These steps and all downstream run; what the others saved is taken over from the run. */
  from?: { run: string; steps: readonly string[] };
  /** Only this step runs: its producers give what is pinned, or what they saved in the run. */
  only?: { step: string; run: string | undefined };
}

/** How one step is tried out alone. */
export interface StepTest {
  level: number;
  /** Its producers give what is pinned to them. */
  usesPins: boolean;
  /** They give what they saved in this run. */
  from?: string;
  /** They give this, by their id: typed JSON. */
  data?: Readonly<Record<string, JsonValue>>;
  /** What is other than in the draft, for this one run. */
  changes?: readonly EditOperation[];
}

/** A turn in the life of a step run: an attempt began or failed and is to be retried, the step suspended itself or is ready again. */
export interface StepMoment {
  /** Id of the step run. */
  stepRun: string;
  kind: "started" | "failed" | "waiting" | "ready";
  /** ms since the epoch. */
  at: number;
  attempt: number;
}

/** Starts and follows runs of what is on screen. Every call rejects with a sentence when it cannot be done. */
export interface RunPort {
  /** Resolves when the run is accepted; it is the one that is shown then. */
  start(options: RunStart): Promise<void>;
  /** Runs one step of the draft alone, by its id; producers of which nothing is known give nothing. Resolves with the run. */
  testStep(step: string, test: StepTest): Promise<string>;
  /** Tells how a step is doing in a run that need not be the one that is shown. */
  followStep(place: { run: string; step: string }, listener: (record: StepRunRecord) => void): Unsubscribe;
  /** Tells every turn of the steps of a run, from its first on and as they come. */
  followMoments(run: string, listener: (moment: StepMoment) => void): Unsubscribe;
  /** Begins the retry that a step waits for at once. */
  tryNow(place: StepPlace): Promise<void>;
  /** Decides what a step waits for a person to decide. */
  decide(place: StepPlace, decision: { approved: boolean; comment: string }): Promise<void>;
  /** undefined = it is not known. */
  basis(run: string): Promise<RunBasis | undefined>;
  /** The runs that a step has started, of one state or all: as many as `limit` says, those that failed first. */
  children(place: StepPlace, wanted: { state?: RunState | undefined; limit: number }): Promise<ChildRuns>;
  /** undefined = there is no such queue. */
  queue(name: string): Promise<QueueFill | undefined>;
  /** The last runs of the application, newest first. */
  recent(): Promise<readonly RunRecord[]>;
  /** Shows an earlier run, or one that goes on. Rejects when there is none of that id. */
  show(run: string): Promise<void>;
  /** Ends the run that is shown. */
  stop(run: string): Promise<void>;
  subscribe(listener: RunListener): Unsubscribe;
}

import type { Placement } from "../engine/ports/StepWorkers.ts";
import type { WorkerState } from "../service/ports/WorkerFacts.ts";
import type { Durations } from "./Durations.ts";
import type { FromWorker } from "./protocol.ts";
import { WaitingLine } from "./WaitingLine.ts";
import { type WorkerExit, type WorkerListener, WorkerProcess } from "./WorkerProcess.ts";

/** Longest time from start to ready, ms. */
const bootMs = 30_000;
/** Longest time for the clean-state check, ms; a step may have left a loop behind that never ends. */
const checkMs = 1_000;

/** Work for one worker at a time. */
export interface Job {
  readonly id: number;
  readonly environment: string;
  /** Memory limit the process must have, MB; undefined = any. */
  readonly memoryMb: number | undefined;
  readonly isOver: boolean;
  /** Hash of the step class it runs; undefined = no attempt. */
  readonly classHash: string | undefined;
  /** The attempt it is; undefined = it is none. */
  readonly task: WorkerState["task"];
  /** Where an attempt may begin; absent = only in a worker that runs nothing. */
  readonly placement?: Placement | undefined;
  begin(worker: WorkerProcess): void;
  /** It is sent to a worker that runs another one; `takeBack` asks for it again. */
  wait?(worker: WorkerProcess, takeBack: () => void): void;
  /** The one that waited begins. */
  begun?(): void;
  /** The one that waited will not begin there. */
  giveBack?(): void;
  /** `ended`: the job has its result; the worker checks itself now. */
  onMessage(message: FromWorker): "ended" | "running";
  onOutput(stream: "stdout" | "stderr", chunk: string): void;
  /** The worker died, or could not be started, before the job had its result. */
  onExit(exit: WorkerExit): void;
}

export interface PooledWorkerOptions {
  executable: string;
  compileCacheFolder: string | undefined;
  nodeArguments: readonly string[];
  variables: readonly string[];
  environment: string;
  memoryMb: number;
  durations: Durations;
  /** Journals the process; the first job waits for it. */
  record(pid: number, startTime: string): Promise<void>;
  /** The job has its result; the worker has not checked itself yet. */
  onEnded(worker: PooledWorker): void;
  /** The worker can take a job. */
  onIdle(worker: PooledWorker): void;
  /** It is gone. `reasons`: why it had to be replaced, if its own state was the cause. `duringJob`: its job had no result yet. */
  onGone(worker: PooledWorker, end: { reasons: string[]; duringJob: boolean }): void;
}

/** A worker of the pool and where it is in its life. */
export class PooledWorker implements WorkerListener {
  readonly environment: string;
  readonly process: WorkerProcess;
  neverWasReady = true;
  state: "booting" | "idle" | "busy" | "checking" | "gone" = "booting";
  idleSince = 0;
  private readonly options: PooledWorkerOptions;
  private readonly ready = Promise.withResolvers<void>();
  private job: Job | undefined;
  private readonly line: WaitingLine;
  /** Whose the output is that arrives now: what a job wrote last comes in the turn of its result. */
  private writer: Job | undefined;
  private isChangingWriter = false;
  private lastClass: string | undefined;
  private reasons: string[] = [];
  private isDoomed = false;
  private limit: NodeJS.Timeout | undefined;
  private readonly bootOutput: string[] = [];

  constructor(options: PooledWorkerOptions) {
    this.options = options;
    this.environment = options.environment;
    const { executable, memoryMb, compileCacheFolder, nodeArguments, variables } = options;
    const parts = { executable, memoryMb, compileCacheFolder, nodeArguments, variables };
    this.process = new WorkerProcess({ ...parts, listener: this });
    this.line = new WaitingLine(this.process);
    this.limit = setTimeout(() => this.giveUp("it was not ready in time"), bootMs).unref();
    void this.boot();
  }

  /** What it is doing, for people. */
  describe(): WorkerState {
    const { pid } = this.process;
    const state = this.state === "booting" ? "starting" : this.state === "busy" ? "busy" : "idle";
    const task = state === "busy" ? this.job?.task : undefined;
    return { pid, environment: this.environment, state, ...(task === undefined ? {} : { task }) };
  }

  /** Whether it reads a manifest. */
  get isReading(): boolean {
    return this.state === "busy" && this.job?.task === undefined;
  }

  /** Last output of a worker that died while it started. */
  get startFailure(): string {
    return this.bootOutput.join("").trim().split("\n").slice(-20).join("\n");
  }

  take(job: Job): void {
    clearTimeout(this.limit);
    this.state = "busy";
    this.job = job;
    this.lastClass = job.classHash;
    if (!this.isChangingWriter) this.writer = job;
    this.line.open();
    this.process.hold(true);
    job.begin(this.process);
  }

  /**
   * Whether it may run the next attempt before it has checked itself. What a class leaves behind is no stranger to the
   * class itself, as its module state stays as well; every other class finds a checked process.
   */
  canGoOn(job: Job): boolean {
    if (this.state !== "checking" || this.isDying || this.reasons.length > 0) return false;
    return job.classHash !== undefined && job.classHash === this.lastClass;
  }

  /** How many attempts wait in it; undefined = no attempt of this kind may. */
  roomFor(classHash: string | undefined, { kin, isFree }: Placement): number | undefined {
    if (this.state !== "busy" || this.isDying || this.reasons.length > 0 || classHash !== this.lastClass)
      return undefined;
    if (isFree === true && this.line.isLong) return undefined;
    return this.job?.placement?.kin === kin && this.line.isOpen ? this.line.length : undefined;
  }

  /** The job begins when those before it have ended. */
  takeBehind(job: Job): void {
    this.line.add(job);
  }

  /** Somebody waits for it: it checks itself now instead of when it comes to rest. */
  hurry(): void {
    if (this.state === "checking" && !this.isDoomed) this.process.send({ kind: "check" });
  }

  /** Ends it; until it is gone it takes no further job. */
  kill(): void {
    if (this.state === "idle") this.state = "checking";
    this.isDoomed = true;
    this.process.hold(true);
    this.process.kill();
  }

  onMessage(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.ready.resolve();
        return;
      case "checked":
        this.reasons.push(...message.reasons);
        // It may have gone on meanwhile; then it goes when that attempt has ended.
        if (this.state === "busy") return;
        clearTimeout(this.limit);
        if (this.reasons.length > 0) this.kill();
        else if (this.state === "checking") this.rest();
        return;
      case "late":
        // A running attempt of another step is not to blame; the process goes when it has ended.
        this.reasons.push(message.reason);
        if (this.state !== "busy") this.kill();
        else this.line.recall();
        return;
      case "returned":
        if (this.job?.id !== message.id) return;
        this.job.giveBack?.();
        this.job = undefined;
        this.line.clear();
        this.beginCheck();
        return;
      default:
        this.toJob(message);
    }
  }

  onOutput(stream: "stdout" | "stderr", chunk: string): void {
    if (this.state === "booting") this.bootOutput.push(chunk);
    this.writer?.onOutput(stream, chunk);
  }

  onExit(exit: WorkerExit): void {
    clearTimeout(this.limit);
    const wasBooting = this.state === "booting";
    const duringJob = this.state === "busy";
    this.state = "gone";
    const job = this.job;
    this.job = undefined;
    this.line.clear();
    if (wasBooting) this.ready.reject(new Error("The worker ended before it was ready"));
    const { killedFor } = this.process;
    // One that is not the reason has only begun in the meantime: it begins again elsewhere, as after a death of the host.
    const isInnocent = killedFor?.job !== undefined && killedFor.job !== job?.id;
    if (isInnocent && job?.giveBack !== undefined) job.giveBack();
    else job?.onExit(exit);
    this.options.onGone(this, { reasons: this.reasons, duringJob });
  }

  private async boot(): Promise<void> {
    const { pid, startTime } = this.process;
    try {
      const recorded = pid === 0 ? Promise.resolve() : this.options.record(pid, startTime);
      await Promise.all([this.ready.promise, recorded]);
      clearTimeout(this.limit);
      if (this.state === "booting") this.rest();
    } catch (error) {
      this.bootOutput.push(error instanceof Error ? error.message : String(error));
      this.kill();
    }
  }

  private rest(): void {
    if (this.isDoomed) return;
    this.neverWasReady = false;
    this.state = "idle";
    this.process.hold(false);
    this.options.onIdle(this);
  }

  private giveUp(reason: string): void {
    this.bootOutput.push(reason);
    this.reasons.push(reason);
    this.kill();
  }

  private toJob(message: FromWorker): void {
    if (this.job?.onMessage(message) !== "ended") return;
    const job = this.job;
    if (message.kind === "result" && job.classHash !== undefined) this.options.durations.add(job.classHash, message.ms);
    const next = this.line.next(message.kind === "result" ? message : {});
    this.isChangingWriter = true;
    // Output of the same turn still belongs to the job.
    setImmediate(() => {
      if (this.job === job) this.job = undefined;
      this.writer = this.job;
      this.isChangingWriter = false;
    });
    if (next !== undefined) {
      this.job = next;
      next.begun?.();
      return;
    }
    this.beginCheck();
  }

  /** It takes no further job. */
  private get isDying(): boolean {
    return this.isDoomed || this.process.killedFor !== undefined;
  }

  private beginCheck(): void {
    this.state = "checking";
    if (this.reasons.length > 0 || this.isDying) {
      this.kill();
      return;
    }
    this.limit = setTimeout(() => this.giveUp("it did not come to rest after its attempt"), checkMs).unref();
    this.options.onEnded(this);
  }
}

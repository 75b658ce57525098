import { type ClassReference, mostBehind, type Placement } from "../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../model/StepManifest.ts";
import type { WorkerState } from "../service/ports/WorkerFacts.ts";
import { AttemptJob } from "./AttemptJob.ts";
import { DescribeJob } from "./DescribeJob.ts";
import { Durations } from "./Durations.ts";
import { type Job, PooledWorker } from "./PooledWorker.ts";
import type { WorkerPool, WorkerPoolOptions } from "./WorkerPool.ts";

const defaults = {
  memoryMb: 512,
  idle: { keep: 2, keepMs: 30_000, excessMs: 3_000 },
  describeMs: 10_000,
  sweepMs: 1_000,
};

/** Workers of one environment that are started to read manifests, at most. */
const mostReaders = 2;

/** An attempt that there is capacity for waits for others that last no longer than this together, ms: waking a process for it would cost more. */
const wakeMs = 0.5;

/** The local pool behind the port StepWorkers. Starts nothing until it is asked to. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const pool = new LocalPool(options);
  return {
    hasRoom: (classHash, placement) => pool.findRoom(classHash, placement) !== undefined,
    run(request, hooks, placement) {
      const job = new AttemptJob({ id: pool.nextId(), request, hooks, placement, clock: options.clock });
      if (placement?.ahead === true) pool.addAhead(job, placement);
      else pool.add(job);
      return job;
    },
    describe: (reference) => pool.describe(reference),
    warm: (environment, count) => pool.warm(environment, count),
    pids: () => pool.pids(),
    list: () => pool.list(),
    restarts: () => pool.restarts,
    close: () => pool.close(),
  };
}

class LocalPool {
  restarts = 0;
  private readonly options: WorkerPoolOptions;
  private readonly idle: { keep: number; keepMs: number; excessMs: number };
  private readonly memoryMb: number;
  private readonly workers = new Set<PooledWorker>();
  private readonly durations = new Durations();
  private pending: Job[] = [];
  private ids = 0;
  private sweeper: NodeJS.Timeout | undefined;
  private closing: PromiseWithResolvers<void> | undefined;

  constructor(options: WorkerPoolOptions) {
    this.options = options;
    this.idle = options.idle ?? defaults.idle;
    this.memoryMb = options.memoryMb ?? defaults.memoryMb;
  }

  nextId(): number {
    this.ids += 1;
    return this.ids;
  }

  pids(): number[] {
    return [...this.workers].map((worker) => worker.process.pid);
  }

  list(): WorkerState[] {
    return [...this.workers].map((worker) => worker.describe());
  }

  add(job: Job): void {
    if (this.closing !== undefined) {
      job.onExit({ code: null, signal: null, disconnected: false });
      return;
    }
    const worker = this.findResting(job) ?? this.findIdle(job);
    if (worker !== undefined) {
      worker.take(job);
      return;
    }
    this.pending.push(job);
    for (const checking of this.workers) if (isFitting(job, checking)) checking.hurry();
    this.startFor(job.environment, job.memoryMb ?? this.memoryMb);
  }

  /** The worker in which an attempt waits least. */
  findRoom(classHash: string | undefined, at: Placement): PooledWorker | undefined {
    const most = at.isFree === true ? Math.min(mostBehind, this.durations.countWithin(classHash, wakeMs)) : mostBehind;
    let found: { worker: PooledWorker; waiting: number } | undefined;
    for (const worker of this.workers) {
      const waiting = worker.roomFor(classHash, at);
      if (waiting !== undefined && waiting < (found?.waiting ?? most)) found = { worker, waiting };
    }
    return found?.worker;
  }

  addAhead(job: AttemptJob, at: Placement): void {
    const worker = this.closing === undefined ? this.findRoom(job.classHash, at) : undefined;
    if (worker !== undefined && isFitting(job, worker)) worker.takeBehind(job);
    else job.giveBack();
  }

  describe(reference: ClassReference): Promise<StepManifest> {
    const { clock, describeMs = defaults.describeMs } = this.options;
    const { memoryMb } = this;
    const job = new DescribeJob({ id: this.nextId(), reference, memoryMb, limitMs: describeMs, clock });
    this.add(job);
    return job.done;
  }

  warm(environment: string, count: number): void {
    if (this.closing !== undefined) return;
    const memoryMb = this.memoryMb;
    const free = this.countOf({ environment, memoryMb }, ["idle", "booting", "checking"]);
    for (let started = free; started < count; started += 1) this.startAhead(environment, memoryMb);
  }

  close(): Promise<void> {
    if (this.closing === undefined) {
      this.closing = Promise.withResolvers();
      clearInterval(this.sweeper);
      const waiting = this.pending;
      this.pending = [];
      for (const job of waiting) job.onExit({ code: null, signal: null, disconnected: false });
      for (const worker of this.workers) worker.kill();
      if (this.workers.size === 0) this.closing.resolve();
    }
    return this.closing.promise;
  }

  /** One that just ran the same class and need not check itself first. */
  private findResting(job: Job): PooledWorker | undefined {
    for (const worker of this.workers) if (isFitting(job, worker) && worker.canGoOn(job)) return worker;
    return undefined;
  }

  // The one used last is the warmest, and the others can expire.
  private findIdle(job: Job): PooledWorker | undefined {
    let found: PooledWorker | undefined;
    for (const worker of this.workers) {
      const fits = worker.state === "idle" && worker.environment === job.environment;
      if (fits && worker.process.memoryMb === job.memoryMb && worker.idleSince >= (found?.idleSince ?? 0))
        found = worker;
    }
    return found;
  }

  private countOf(kind: { environment: string; memoryMb: number }, states: PooledWorker["state"][]): number {
    let count = 0;
    for (const worker of this.workers) {
      const fits = worker.environment === kind.environment && worker.process.memoryMb === kind.memoryMb;
      if (fits && states.includes(worker.state)) count += 1;
    }
    return count;
  }

  private startFor(environment: string, memoryMb: number): void {
    this.pending = this.pending.filter((job) => !job.isOver);
    const isWaiting = (job: Job) => job.environment === environment && (job.memoryMb ?? this.memoryMb) === memoryMb;
    const waiting = this.pending.filter(isWaiting);
    const attempts = waiting.filter((job) => job.task !== undefined).length;
    // The capacity of queues bounds attempts; reading the manifests of whole packs must not start a process for each class.
    const readers = [...this.workers].filter((worker) => worker.isReading && worker.environment === environment).length;
    const wanted = attempts + Math.min(waiting.length - attempts, Math.max(0, mostReaders - readers));
    const coming = this.countOf({ environment, memoryMb }, ["booting", "checking"]);
    for (let started = coming; started < wanted; started += 1) this.start(environment, memoryMb);
    // One that was started ahead does not keep the host running; now somebody waits for it.
    for (const worker of this.workers) if (wanted > 0 && worker.state === "booting") worker.process.hold(true);
  }

  private startAhead(environment: string, memoryMb: number): void {
    this.start(environment, memoryMb).process.hold(false);
  }

  private start(environment: string, memoryMb: number): PooledWorker {
    const { options } = this;
    const worker = new PooledWorker({
      executable: options.executable ?? process.execPath,
      compileCacheFolder: options.compileCacheFolder,
      nodeArguments: options.nodeArguments?.(environment) ?? [],
      variables: options.variables?.(environment) ?? [],
      environment,
      memoryMb,
      record: async (pid, startTime) => await options.recordWorker?.(pid, startTime),
      durations: this.durations,
      onEnded: (ended) => this.goOn(ended),
      onIdle: (idle) => this.dispatch(idle),
      onGone: (gone, end) => this.remove(gone, end),
    });
    this.workers.add(worker);
    options.onEvent?.({ kind: "started", pid: worker.process.pid, environment });
    return worker;
  }

  private goOn(worker: PooledWorker): void {
    if (this.pending.length === 0) return;
    const index = this.pending.findIndex((job) => !job.isOver && isFitting(job, worker) && worker.canGoOn(job));
    const [job] = index < 0 ? [] : this.pending.splice(index, 1);
    if (job !== undefined) worker.take(job);
    else worker.hurry();
  }

  private dispatch(worker: PooledWorker): void {
    worker.idleSince = performance.now();
    const index = this.pending.findIndex((job) => !job.isOver && isFitting(job, worker));
    const [job] = index < 0 ? [] : this.pending.splice(index, 1);
    if (job !== undefined) worker.take(job);
    else this.sweepLater();
  }

  private remove(worker: PooledWorker, { reasons, duringJob }: { reasons: string[]; duringJob: boolean }): void {
    this.workers.delete(worker);
    const { environment } = worker;
    const { pid, memoryMb } = worker.process;
    this.options.forgetWorker?.(pid);
    if (reasons.length > 0) this.options.onEvent?.({ kind: "replaced", pid, environment, reasons });
    this.options.onEvent?.({ kind: "ended", pid, environment });
    if (this.closing !== undefined) {
      if (this.workers.size === 0) this.closing.resolve();
      return;
    }
    if (reasons.length > 0 || duringJob) this.restarts += 1;
    if (worker.neverWasReady) this.failOldest(worker);
    this.startFor(environment, memoryMb);
    if (reasons.length > 0 && this.countOf({ environment, memoryMb }, ["idle", "booting", "checking"]) === 0) {
      this.startAhead(environment, memoryMb);
    }
  }

  // A worker that cannot start fails one job, so that a broken machine ends runs instead of forking for ever.
  private failOldest(worker: PooledWorker): void {
    const index = this.pending.findIndex((job) => !job.isOver && isFitting(job, worker));
    const [job] = index < 0 ? [] : this.pending.splice(index, 1);
    if (job === undefined) return;
    job.onOutput("stderr", `The worker could not be started. ${worker.startFailure}\n`);
    job.onExit({ code: null, signal: null, disconnected: false });
  }

  private sweepLater(): void {
    this.sweeper ??= setInterval(() => this.sweep(), Math.min(defaults.sweepMs, this.idle.excessMs)).unref();
  }

  private sweep(): void {
    const idle = [...this.workers].filter((worker) => worker.state === "idle");
    idle.sort((a, b) => b.idleSince - a.idleSince);
    const now = performance.now();
    for (const [index, worker] of idle.entries()) {
      const limit = index < this.idle.keep ? this.idle.keepMs : this.idle.excessMs;
      if (now - worker.idleSince >= limit) worker.kill();
    }
    if (idle.length === 0) {
      clearInterval(this.sweeper);
      this.sweeper = undefined;
    }
  }
}

function isFitting(job: Job, worker: PooledWorker): boolean {
  const { environment, memoryMb } = job;
  return environment === worker.environment && (memoryMb === undefined || memoryMb === worker.process.memoryMb);
}

import type { Job } from "./PooledWorker.ts";
import type { Following } from "./protocol.ts";
import type { RecallFile } from "./RecallFile.ts";
import type { WorkerProcess } from "./WorkerProcess.ts";

/** What waits in a worker is taken back when the job before it goes on for so many ms; what could begin elsewhere, sooner. */
const patienceMs = { usual: 25, free: 5 };
/** Between two looks for the answer of a worker that was asked, ms: from one time to the next twice as long. */
const pollMs = { first: 2, longest: 50 };

/** The jobs that wait in a worker behind the one it runs. The worker begins them by itself; the host may take them back. */
export class WaitingLine {
  private readonly process: WorkerProcess;
  private jobs: Job[] = [];
  /** Counts the jobs that began, to see whether one goes on for long. */
  private begun = 0;
  /** When the last one began. */
  private begunAt = 0;
  private patience: { ms: number; timer: NodeJS.Timeout } | undefined;
  private poll: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(process: WorkerProcess) {
    this.process = process;
  }

  get length(): number {
    return this.jobs.length;
  }

  /** Whether the job that runs has already gone on for longer than one may wait that could begin elsewhere. */
  get isLong(): boolean {
    return performance.now() - this.begunAt > patienceMs.free;
  }

  get isOpen(): boolean {
    return this.process.recall !== undefined && !this.isClosed;
  }

  /** The worker begins a job that waited for none: others may wait behind it. */
  open(): void {
    // A question that is not answered yet may still close the gate.
    this.isClosed = this.poll !== undefined;
    this.count();
  }

  add(job: Job): void {
    this.jobs.push(job);
    job.wait?.(this.process, () => this.recall());
    this.watch();
  }

  /** The job that begins when another one has ended, as the worker says, which follows the same order. */
  next({ next, isClosed }: Following): Job | undefined {
    // With none, none of them had arrived there: the first begins when it does.
    const job = next !== undefined || isClosed !== true ? this.jobs.shift() : undefined;
    this.count();
    if (isClosed === true) this.clear();
    return job;
  }

  /** None of them begins any more. */
  clear(): void {
    this.isClosed = true;
    clearTimeout(this.poll);
    this.poll = undefined;
    this.giveBack(0);
  }

  private count(): void {
    this.begun += 1;
    this.begunAt = performance.now();
  }

  private watch(): void {
    const ms = this.jobs.some((job) => job.placement?.isFree === true) ? patienceMs.free : patienceMs.usual;
    if (this.patience !== undefined && this.patience.ms <= ms) return;
    clearTimeout(this.patience?.timer);
    const { begun } = this;
    const timer = setTimeout(() => {
      this.patience = undefined;
      if (this.jobs.length === 0) return;
      if (this.begun === begun) this.recall();
      else this.watch();
    }, ms);
    this.patience = { ms, timer: timer.unref() };
  }

  /** Asks the worker to begin none of them. */
  recall(): void {
    const { recall } = this.process;
    if (recall === undefined || this.poll !== undefined || this.jobs.length === 0) return;
    this.isClosed = true;
    recall.ask();
    this.process.send({ kind: "recall" });
    this.lookForAnswer(recall, pollMs.first);
  }

  private lookForAnswer(recall: RecallFile, afterMs: number): void {
    this.poll = setTimeout(() => {
      const last = recall.read();
      if (last === undefined) {
        this.lookForAnswer(recall, Math.min(pollMs.longest, afterMs * 2));
        return;
      }
      this.poll = undefined;
      // Those up to the last that began there are on their way.
      this.giveBack(this.jobs.findIndex((job) => job.id === last) + 1);
    }, afterMs).unref();
  }

  // The last one first: each goes to the front of its queue.
  private giveBack(from: number): void {
    for (const job of this.jobs.splice(from).reverse()) job.giveBack?.();
  }
}

import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Attempt, Result, Row, WriteRequest } from "./messages.ts";

/** A step of the prototype: the path of a module whose default export is a function, and the positions of its producers. */
export interface PlainStep {
  module: string;
  input: unknown;
  producers: number[];
}

const writerThread = fileURLToPath(new URL("./writerThread.ts", import.meta.url));
const workerProcess = fileURLToPath(new URL("./workerProcess.ts", import.meta.url));

/**
 * What an engine cannot do without, and nothing more: forked workers with one attempt in flight each, a thread that
 * writes with `synchronous=FULL` and commits whatever is queued, the start of an attempt on disk before it begins and
 * its result before any consumer starts. No validation, isolation, retries, logs, secrets or recovery.
 */
export class Prototype {
  private readonly writer: Worker;
  private readonly idle: ChildProcess[] = [];
  private readonly workers: ChildProcess[] = [];
  private readonly queue: { attempt: Attempt; done(data: unknown): void }[] = [];
  private readonly writes = new Map<number, () => void>();
  private readonly attempts = new Map<number, { worker: ChildProcess; done(data: unknown): void }>();
  private ids = 0;

  private constructor(folder: string) {
    this.writer = new Worker(writerThread, { workerData: join(folder, "prototype.db") });
  }

  static async open({ folder, workers }: { folder: string; workers: number }): Promise<Prototype> {
    const prototype = new Prototype(folder);
    for (let index = 0; index < workers; index += 1) prototype.fork();
    await new Promise((resolve, reject) => prototype.writer.once("message", resolve).once("error", reject));
    prototype.writer.on("message", (ids: number[]) => {
      for (const id of ids) prototype.settle(id);
    });
    return prototype;
  }

  /** Resolves when every step ended and is on disk. */
  async run(name: string, steps: PlainStep[]): Promise<unknown[]> {
    return new PlainRun(name, { steps, prototype: this }).finish();
  }

  /** Resolves when the rows are on disk. */
  commit(rows: Row[]): Promise<void> {
    return new Promise((resolve) => {
      const request: WriteRequest = { id: this.nextId(), rows };
      this.writes.set(request.id, resolve);
      this.writer.postMessage(request);
    });
  }

  /** Resolves with what the function gave. */
  attempt(module: string, input: unknown): Promise<unknown> {
    return new Promise((done) => {
      this.queue.push({ attempt: { id: this.nextId(), module, input }, done });
      this.dispatch();
    });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.writer.once("exit", resolve));
    this.writer.postMessage("close");
    for (const worker of this.workers) worker.disconnect();
    await ended;
  }

  private fork(): void {
    const worker = fork(workerProcess, [], { serialization: "advanced" });
    worker.on("message", ({ id, data }: Result) => {
      const running = this.attempts.get(id);
      this.attempts.delete(id);
      this.idle.push(worker);
      this.dispatch();
      running?.done(data);
    });
    this.workers.push(worker);
    this.idle.push(worker);
  }

  private dispatch(): void {
    while (this.idle.length > 0 && this.queue.length > 0) {
      const worker = this.idle.pop();
      const next = this.queue.shift();
      if (worker === undefined || next === undefined) return;
      this.attempts.set(next.attempt.id, { worker, done: next.done });
      worker.send(next.attempt);
    }
  }

  private settle(id: number): void {
    this.writes.get(id)?.();
    this.writes.delete(id);
  }

  private nextId(): number {
    this.ids += 1;
    return this.ids;
  }
}

class PlainRun {
  private readonly name: string;
  private readonly steps: PlainStep[];
  private readonly prototype: Prototype;
  private readonly consumers: number[][];
  private readonly open: number[];
  private readonly data: unknown[] = [];
  private left: number;
  private readonly ended = Promise.withResolvers<unknown[]>();

  constructor(name: string, { steps, prototype }: { steps: PlainStep[]; prototype: Prototype }) {
    this.name = name;
    this.steps = steps;
    this.prototype = prototype;
    this.left = steps.length;
    this.open = steps.map((step) => step.producers.length);
    this.consumers = steps.map(() => []);
    for (const [index, step] of steps.entries()) {
      for (const producer of step.producers) this.consumers[producer]?.push(index);
    }
  }

  async finish(): Promise<unknown[]> {
    const roots = this.open.flatMap((count, index) => (count === 0 ? [index] : []));
    await this.prototype.commit([[this.name, -1, "accepted", null], ...this.started(roots)]);
    for (const root of roots) void this.execute(root);
    return this.ended.promise;
  }

  private async execute(index: number): Promise<void> {
    const step = this.steps[index];
    if (step === undefined) return;
    const data = await this.prototype.attempt(step.module, [
      step.input,
      ...step.producers.map((from) => this.data[from]),
    ]);
    this.data[index] = data;
    this.left -= 1;
    const ready = (this.consumers[index] ?? []).filter((consumer) => this.close(consumer));
    const rows: Row[] = [[this.name, index, "finished", JSON.stringify(data)], ...this.started(ready)];
    if (this.left === 0) rows.push([this.name, -1, "finished", null]);
    const isLast = this.left === 0;
    // The result and the start of the consumers are one commit: nothing begins before both are on disk.
    await this.prototype.commit(rows);
    for (const consumer of ready) void this.execute(consumer);
    if (isLast) this.ended.resolve(this.data);
  }

  private close(consumer: number): boolean {
    const left = (this.open[consumer] ?? 0) - 1;
    this.open[consumer] = left;
    return left === 0;
  }

  private started(steps: number[]): Row[] {
    return steps.map((step): Row => [this.name, step, "started", null]);
  }
}

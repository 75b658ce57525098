import type { Clock, Timer } from "../base/Clock.ts";
import type {
  Attempt,
  AttemptHooks,
  AttemptLogLine,
  AttemptOutcome,
  AttemptRequest,
  HostCall,
  Placement,
} from "../engine/ports/StepWorkers.ts";
import { logLevels } from "../model/RunRecord.ts";
import type { WorkerState } from "../service/ports/WorkerFacts.ts";
import { describeExit, isDeathNotice } from "./describeExit.ts";
import { LineBuffer } from "./LineBuffer.ts";
import { logLimit } from "./logLimit.ts";
import type { Job } from "./PooledWorker.ts";
import { packRequest } from "./packRequest.ts";
import { deathMark, type FromWorker } from "./protocol.ts";
import type { WorkerExit, WorkerProcess } from "./WorkerProcess.ts";

const tailLines = 20;

interface AttemptJobOptions {
  id: number;
  request: AttemptRequest;
  hooks: AttemptHooks;
  placement?: Placement | undefined;
  clock: Clock;
}

/** One attempt, from the queue of the pool to its outcome; the host's side of what core/workers/child does. */
export class AttemptJob implements Job, Attempt {
  readonly id: number;
  readonly environment: string;
  readonly memoryMb: number;
  readonly classHash: string | undefined;
  readonly placement: Placement | undefined;
  readonly done: Promise<AttemptOutcome>;
  private readonly request: AttemptRequest;
  private readonly hooks: AttemptHooks;
  private readonly clock: Clock;
  private readonly settle: PromiseWithResolvers<AttemptOutcome>;
  private readonly output: Partial<Record<"stdout" | "stderr", LineBuffer>> = {};
  private readonly tail: string[] = [];
  private readonly timers: Timer[] = [];
  private worker: WorkerProcess | undefined;
  /** It was handed to a worker that still runs another one; calling it takes it back. */
  private takeBack: (() => void) | undefined;
  private graceMs = 0;
  /** Its code has ended: whatever is decided about it now, the process is that of the next one. */
  private hasResult = false;
  private isSettled = false;
  private isRevoked = false;
  private warned = false;
  private logBytes = 0;
  /** Why the worker is being killed; becomes the outcome once it is dead. */
  private verdict: { exception: string; message: string } | { bug: unknown } | undefined;
  /** What the process wrote about its own end. */
  private notice = "";
  private exiting: { code: number; stack: string } | undefined;

  constructor({ id, request, hooks, placement, clock }: AttemptJobOptions) {
    this.id = id;
    this.environment = request.environment;
    this.memoryMb = request.limits.memoryMb;
    this.classHash = request.stepClass?.hash;
    this.placement = placement;
    this.request = request;
    this.hooks = hooks;
    this.clock = clock;
    this.settle = Promise.withResolvers();
    this.done = this.settle.promise;
  }

  /** Settled before a worker took it; the pool drops it. */
  get isOver(): boolean {
    return this.isSettled;
  }

  get task(): WorkerState["task"] {
    const { appName, runId, stepRunId, stepName } = this.request;
    return { application: appName, runId, stepRunId, step: stepName };
  }

  begin(worker: WorkerProcess): void {
    this.worker = worker;
    worker.send({ kind: "attempt", id: this.id, request: packRequest(this.request) });
    this.begun();
  }

  wait(worker: WorkerProcess, takeBack: () => void): void {
    this.worker = worker;
    this.takeBack = takeBack;
    worker.send({ kind: "attempt", id: this.id, request: packRequest(this.request), waits: true });
  }

  begun(): void {
    this.takeBack = undefined;
    this.hooks.onBegin?.();
    const { wallMs } = this.request.limits;
    const seconds = wallMs / 1000;
    const message = `The attempt ran longer than its limit of ${seconds} s and was ended`;
    this.timers.push(this.clock.after(wallMs, () => this.end({ exception: "StepTimeoutException", message })));
    if (this.isRevoked) this.abort();
  }

  giveBack(): void {
    this.finish({ kind: "returned", warned: false, parameters: undefined });
  }

  revoke(graceMs: number): void {
    if (this.isSettled || this.isRevoked) return;
    this.isRevoked = true;
    this.graceMs = graceMs;
    if (this.takeBack !== undefined) this.takeBack();
    else if (this.worker === undefined) {
      this.finish({ kind: "revoked", warned: false, parameters: undefined });
    } else this.abort();
  }

  onMessage(message: FromWorker): "ended" | "running" {
    switch (message.kind) {
      case "log":
        if (message.id === this.id) this.addLines(message.lines);
        return "running";
      case "call":
        if (message.id === this.id) void this.answer(message.call, message.request);
        return "running";
      case "exiting":
        this.addLines(message.lines);
        this.exiting = message;
        for (const text of message.tail) this.keepTail(text);
        return "running";
      case "result":
        if (message.id !== this.id) return "running";
        this.hasResult = true;
        this.stopTimers();
        this.addLines(message.lines);
        // What the step wrote before its result may still lie in the pipes; it is read within this turn of the loop.
        setImmediate(() => this.accept(message.outcome));
        return "ended";
      default:
        return "running";
    }
  }

  onOutput(stream: "stdout" | "stderr", chunk: string): void {
    if (this.isSettled || this.verdict !== undefined) return;
    this.output[stream] ??= new LineBuffer((line) => this.addOutputLine(stream, line));
    this.output[stream].add(chunk);
    this.countLogBytes(chunk.length);
  }

  onExit(exit: WorkerExit): void {
    if (this.isSettled) return;
    this.flushOutput();
    const { exiting, notice } = this;
    const { memoryMb } = this.request.limits;
    this.fail(this.verdict ?? describeExit({ exit, exiting, notice, memoryMb }));
  }

  private fail(verdict: NonNullable<typeof this.verdict>): void {
    if ("bug" in verdict) {
      this.isSettled = true;
      this.stopTimers();
      this.settle.reject(verdict.bug);
      return;
    }
    const { attempt } = this.request;
    const tail = this.tail.join("\n");
    const error = { ...verdict, attempt, ...(tail === "" ? {} : { tail }) };
    this.finish({ kind: "failure", error, warned: this.warned, parameters: undefined });
  }

  private abort(): void {
    this.worker?.send({ kind: "abort", id: this.id });
    this.timers.push(this.clock.after(this.graceMs, () => this.worker?.kill(this.id)));
  }

  private accept(outcome: AttemptOutcome): void {
    if (this.isSettled) return;
    this.flushOutput();
    if (this.verdict === undefined) this.finish(outcome);
    else this.fail(this.verdict);
  }

  private finish(outcome: AttemptOutcome): void {
    if (this.isSettled) return;
    this.isSettled = true;
    this.stopTimers();
    const warned = outcome.warned || this.warned;
    const { parameters } = outcome;
    if (this.isRevoked) this.settle.resolve({ kind: "revoked", warned, parameters });
    else this.settle.resolve(warned === outcome.warned ? outcome : { ...outcome, warned });
  }

  private end(verdict: NonNullable<typeof this.verdict>): void {
    if (this.isSettled || this.verdict !== undefined) return;
    this.flushOutput();
    this.verdict = verdict;
    if (!this.hasResult) this.worker?.kill(this.id);
  }

  private async answer(call: number, request: HostCall): Promise<void> {
    const kind = "answer";
    try {
      const value = await this.hooks.onCall(request);
      this.worker?.send({ kind, call, ok: true, value });
    } catch (error) {
      const name = error instanceof Error ? error.name : "Error";
      const message = error instanceof Error ? error.message : String(error);
      this.worker?.send({ kind, call, ok: false, error: { name, message } });
    }
  }

  private addOutputLine(stream: "stdout" | "stderr", message: string): void {
    if (isDeathNotice(message)) this.notice = message;
    if (message.startsWith(deathMark)) return;
    this.keepTail(message);
    // stderr is no warning: programs report progress there, and a step must not turn yellow for it.
    const level = logLevels.info;
    if (level >= this.request.logLevel) this.forward([{ time: this.clock.now(), level, module: stream, message }]);
  }

  private addLines(lines: AttemptLogLine[]): void {
    if (lines.length === 0 || this.isSettled || this.verdict !== undefined) return;
    let bytes = 0;
    for (const line of lines) {
      bytes += line.message.length;
      this.warned ||= line.level >= logLevels.warning;
      if (line.module === "console") this.keepTail(line.message);
    }
    this.forward(lines);
    this.countLogBytes(bytes);
  }

  private forward(lines: AttemptLogLine[]): void {
    try {
      this.hooks.onLog(lines);
    } catch (bug) {
      this.end({ bug });
    }
  }

  private keepTail(line: string): void {
    if (this.tail.push(line) > tailLines) this.tail.shift();
  }

  private countLogBytes(bytes: number): void {
    this.logBytes += bytes;
    const { logBytes } = this.request.limits;
    if (this.logBytes > logBytes) this.end(logLimit(logBytes));
  }

  private flushOutput(): void {
    this.output.stdout?.flush();
    this.output.stderr?.flush();
  }

  private stopTimers(): void {
    for (const timer of this.timers) timer.cancel();
    this.timers.length = 0;
  }
}

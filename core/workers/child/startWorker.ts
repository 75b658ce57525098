import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { flushCompileCache } from "node:module";
import type { ClassReference } from "../../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import { readManifest } from "../../sdk/readManifest.ts";
import { createUnpacker } from "../packRequest.ts";
import type { Following, FromWorker, ToWorker } from "../protocol.ts";
import { memoryVariables } from "../workerEnvironment.ts";
import { Attempt } from "./Attempt.ts";
import { CheckDelay } from "./CheckDelay.ts";
import { CleanState } from "./CleanState.ts";
import { captureConsole } from "./captureConsole.ts";
import { denyThreads } from "./denyThreads.ts";
import { cleanStack, describeError } from "./describeError.ts";
import { Gate } from "./Gate.ts";
import { listen, post } from "./hostChannel.ts";
import { IdleCollector } from "./IdleCollector.ts";
import { loadClass } from "./loadClass.ts";
import { prepareOutput } from "./prepareOutput.ts";
import { installResolver } from "./resolveImports.ts";
import { startWatchdog, type Watchdog } from "./watchdog.ts";

const { setImmediate, setTimeout, clearTimeout } = globalThis;
const now = performance.now.bind(performance);

/** Runs jobs of the host, one at a time, until the process is killed. */
export function startWorker(): void {
  const worker = new WorkerLoop();
  captureConsole((level, module, message) => worker.write(level, module, message));
  installResolver((name) => worker.seeBuiltin(name));
  process.on("uncaughtException", (error) => worker.onLooseError(error));
  process.on("unhandledRejection", (reason) => worker.onLooseError(reason));
  process.on("exit", (code) => worker.onProcessExit(code));
  // The host is gone, or step code cut the line to it: either way there is nobody to work for.
  process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
  listen((message) => worker.receive(message));
}

type AttemptMessage = Extract<ToWorker, { kind: "attempt" }>;

/** What the code that runs now belongs to: tells a late error of an ended job from one of the present job. */
interface Scope {
  id: number;
}

class WorkerLoop {
  private readonly scope = new AsyncLocalStorage<Scope>();
  private readonly collector = new IdleCollector();
  private readonly checkDelay = new CheckDelay();
  private state: CleanState | undefined;
  private readonly gate = new Gate();
  private watchdog: Watchdog | undefined;
  private readonly unpack = createUnpacker();
  /** Attempts that begin one after the other when the present one has ended. */
  private waiting: AttemptMessage[] = [];
  /** stdout and stderr as they were before step code could change `process`, and the bytes on them so far. */
  private output: readonly { bytesWritten: number }[] = [];
  private written = 0;
  private attempt: Attempt | undefined;
  /** The job that runs: an attempt or the reading of a manifest. */
  private job: Scope | undefined;
  private failJob: ((error: unknown) => void) | undefined;
  private checkTimer: NodeJS.Timeout | undefined;
  /** The job that has not been checked. */
  private unchecked: number | undefined;
  /** Why this process must not run another job. */
  private reasons: string[] = [];

  receive(message: ToWorker): void {
    switch (message.kind) {
      case "hello":
        this.prepare(message);
        return;
      case "attempt":
        this.take(message);
        return;
      case "describe":
        void this.describe(message);
        return;
      case "abort":
        if (this.attempt?.id === message.id) this.attempt.abort();
        return;
      case "check":
        void this.check();
        return;
      case "recall":
        this.watchdog?.wake();
        return;
      case "answer":
        this.attempt?.answer(message);
    }
  }

  write(level: number, module: string, message: string): void {
    const owner = this.scope.getStore();
    if (owner === undefined || owner.id === this.attempt?.id) this.attempt?.logs.add(level, module, message);
  }

  seeBuiltin(name: string): void {
    this.state?.addModule(name);
  }

  onLooseError(error: unknown): void {
    const owner = this.scope.getStore();
    const { exception, message } = describeError(error);
    const reason = `an error that nobody caught: ${exception}: ${message}`;
    if (this.job !== undefined && (owner === undefined || owner === this.job)) {
      this.reasons.push(reason);
      this.failJob?.(error);
    } else {
      post({ kind: "late", reason });
    }
  }

  onProcessExit(code: number): void {
    const stack = cleanStack(new Error("process.exit").stack ?? "");
    const lines = this.attempt?.logs.take() ?? [];
    const tail = this.attempt?.logs.takeTail() ?? [];
    post({ kind: "exiting", code, stack: /\n\s+at /.test(stack) ? stack : "", lines, tail });
  }

  private prepare({ memoryMb, hostPid, recall }: Extract<ToWorker, { kind: "hello" }>): void {
    this.watchdog = startWatchdog({ hostPid, memoryMb, gate: this.gate.memory, recall });
    // Node lets threads do what their process may not.
    if (process.permission !== undefined) denyThreads();
    prepareOutput();
    this.output = [process.stdout, process.stderr];
    // Read when the process started; programs that a step starts are none of it.
    for (const name of ["NODE_COMPILE_CACHE", ...memoryVariables]) delete process.env[name];
    this.state = new CleanState(memoryMb);
    post({ kind: "ready" });
    setImmediate(() => flushCompileCache());
  }

  private take(message: AttemptMessage): void {
    if (message.waits !== true) this.gate.open(message.id);
    else if (this.job !== undefined) {
      this.waiting.push(message);
      return;
    } else if (!this.gate.pass(message.id)) {
      this.end({ kind: "returned", id: message.id });
      return;
    }
    void this.runAttempt(message);
  }

  private async runAttempt({ id, request: packed }: AttemptMessage): Promise<void> {
    const start = now();
    const request = this.unpack(packed);
    const attempt = new Attempt(id, request);
    this.attempt = attempt;
    this.checkDelay.begin(request.stepClass?.hash);
    this.begin(id, (error) => attempt.fail(error));
    void this.scope.run(this.job ?? { id }, () => attempt.run());
    const outcome = await attempt.done;
    this.attempt = undefined;
    const next = this.takeNext();
    const following: Following = {
      ...(next === undefined ? {} : { next: next.id }),
      ...(this.gate.isClosed ? { isClosed: true } : {}),
    };
    this.end({ kind: "result", id, lines: attempt.logs.take(), outcome, ms: now() - start, ...following }, next);
  }

  /** The waiting attempt that begins now. None does in a process that must be replaced, or when the host has taken them back. */
  private takeNext(): AttemptMessage | undefined {
    // What was written past the console is on its way through pipes of its own: the host tells by time whose it is.
    const written = this.output.reduce((sum, stream) => sum + stream.bytesWritten, 0);
    if (this.reasons.length > 0 || written !== this.written) this.gate.close();
    this.written = written;
    const [next] = this.waiting;
    if (next !== undefined && this.gate.pass(next.id)) {
      this.waiting.shift();
      return next;
    }
    this.waiting = [];
    return undefined;
  }

  private async describe({ id, reference }: { id: number; reference: ClassReference }): Promise<void> {
    const failure = Promise.withResolvers<never>();
    this.checkDelay.begin(undefined);
    this.begin(id, failure.reject);
    const work = this.scope.run(this.job ?? { id }, () => this.readClass(reference));
    work.catch(() => undefined);
    try {
      const manifest = await Promise.race([work, failure.promise]);
      this.end({ kind: "manifest", id, manifest });
    } catch (error) {
      this.end({ kind: "invalid", id, reason: this.reasonOf(error) });
    }
  }

  private async readClass(reference: ClassReference): Promise<StepManifest> {
    const StepClass = await loadClass(reference);
    return readManifest(new StepClass(), { ...reference, source: readFileSync(reference.modulePath, "utf8") });
  }

  private begin(id: number, fail: (error: unknown) => void): void {
    this.collector.stop();
    clearTimeout(this.checkTimer);
    this.unchecked = undefined;
    this.job = { id };
    this.failJob = fail;
  }

  // The check comes after the answer, so that it does not keep the host waiting.
  private end(message: Extract<FromWorker, { id: number }>, next?: AttemptMessage): void {
    this.failJob = undefined;
    if (next !== undefined) {
      this.job = { id: next.id };
      // A process that dies in the next attempt must not take this result with it.
      post(message, () => void this.runAttempt(next));
      return;
    }
    this.job = undefined;
    this.unchecked = message.id;
    post(message);
    this.checkTimer = setTimeout(() => void this.check(), this.checkDelay.ms);
  }

  /** Checks once per rest. A job that began meanwhile is followed by a check of its own. */
  private async check(): Promise<void> {
    clearTimeout(this.checkTimer);
    const id = this.unchecked;
    if (id === undefined) return;
    this.unchecked = undefined;
    const found = this.reasons.length === 0 ? await this.findDifferences() : [];
    // What a job has open that began meanwhile is not left behind.
    if (this.job !== undefined || this.unchecked !== undefined) return;
    this.reasons.push(...found);
    post({ kind: "checked", id, reasons: this.reasons });
    this.collector.start();
  }

  private async findDifferences(): Promise<string[]> {
    try {
      return (await this.state?.findDifferences()) ?? [];
    } catch (error) {
      return [`its state could not be checked: ${error instanceof Error ? error.message : error}`];
    }
  }

  private reasonOf(error: unknown): string {
    const { exception, message, stack } = describeError(error);
    if (exception === "StepClassInvalidException" || exception === "SluiceError") return message;
    const place = stack?.split("\n").find((line) => /^\s+at /.test(line));
    return `${exception}: ${message}${place === undefined ? "" : `\n${place}`}`;
  }
}

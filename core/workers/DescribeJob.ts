import type { Clock, Timer } from "../base/Clock.ts";
import { SluiceError } from "../base/SluiceError.ts";
import type { ClassReference } from "../engine/ports/StepWorkers.ts";
import type { StepManifest } from "../model/StepManifest.ts";
import { describeExit, isDeathNotice } from "./describeExit.ts";
import type { Job } from "./PooledWorker.ts";
import type { FromWorker } from "./protocol.ts";
import type { WorkerExit, WorkerProcess } from "./WorkerProcess.ts";

interface DescribeJobOptions {
  id: number;
  reference: ClassReference;
  /** Limit of a worker that is started for it, MB. */
  memoryMb: number;
  limitMs: number;
  clock: Clock;
}

/** Reads the manifest of one class in a worker. */
export class DescribeJob implements Job {
  readonly id: number;
  readonly environment: string;
  readonly memoryMb = undefined;
  readonly task = undefined;
  readonly classHash = undefined;
  readonly done: Promise<StepManifest>;
  isOver = false;
  private readonly options: DescribeJobOptions;
  private readonly settle = Promise.withResolvers<StepManifest>();
  private timer: Timer | undefined;
  private verdict: string | undefined;
  private exiting: { code: number; stack: string } | undefined;
  private tail = "";

  constructor(options: DescribeJobOptions) {
    this.options = options;
    this.id = options.id;
    const { syncpack = "own", packEnvironment = syncpack } = options.reference;
    this.environment = packEnvironment;
    this.done = this.settle.promise;
    // The caller may still be busy with something else when it fails.
    this.done.catch(() => undefined);
  }

  begin(worker: WorkerProcess): void {
    const { clock, limitMs, reference, id } = this.options;
    this.timer = clock.after(limitMs, () => {
      this.verdict = `loading it took longer than ${limitMs / 1000} s`;
      worker.kill();
    });
    worker.send({ kind: "describe", id, reference });
  }

  onMessage(message: FromWorker): "ended" | "running" {
    if (message.kind === "exiting") this.exiting = message;
    if (message.kind === "manifest" && message.id === this.id) {
      this.end();
      this.settle.resolve(message.manifest);
      return "ended";
    }
    if (message.kind === "invalid" && message.id === this.id) {
      this.fail(message.reason);
      return "ended";
    }
    return "running";
  }

  onOutput(_stream: "stdout" | "stderr", chunk: string): void {
    this.tail = (this.tail + chunk).slice(-4_000);
  }

  onExit(exit: WorkerExit): void {
    if (this.isOver) return;
    const { exiting, tail } = this;
    const notice = tail.split("\n").findLast(isDeathNotice) ?? "";
    const { message } = describeExit({ exit, exiting, notice, memoryMb: this.options.memoryMb });
    this.fail(this.verdict ?? `${message}. ${tail}`.trim());
  }

  private fail(reason: string): void {
    this.end();
    const { file, syncpack } = this.options.reference;
    const details = { file, ...(syncpack === undefined ? {} : { syncpack }), reason };
    this.settle.reject(
      new SluiceError("step_class_invalid", `Step class ${file} cannot be used: ${reason}`, { details }),
    );
  }

  private end(): void {
    this.isOver = true;
    this.timer?.cancel();
  }
}

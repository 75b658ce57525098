import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { JsonObject, JsonValue } from "../../core/base/json.ts";
import { decodeData } from "../../core/data/decodeData.ts";
import { encodeData } from "../../core/data/encodeData.ts";
import type {
  Attempt,
  AttemptInput,
  AttemptLogLine,
  AttemptOutcome,
  AttemptRequest,
  ClassReference,
  HostCall,
  Placement,
} from "../../core/engine/ports/StepWorkers.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import { createStepCompiler } from "../../core/workers/createStepCompiler.ts";
import { createWorkerPool } from "../../core/workers/createWorkerPool.ts";
import type { WorkerEvent, WorkerPool, WorkerPoolOptions } from "../../core/workers/WorkerPool.ts";
import { assertNoLeftovers } from "./noLeftovers.ts";
import { systemClock } from "./systemClock.ts";

const fixtures = fileURLToPath(new URL("../fixtures/", import.meta.url));

export type AttemptOverrides = Partial<Omit<AttemptRequest, "limits" | "inputs">> & {
  limits?: Partial<AttemptRequest["limits"]>;
  /** Values of the producers p0, p1, ... */
  from?: unknown[];
  inputs?: AttemptInput[];
  answer?: (call: HostCall) => Promise<JsonValue>;
  placement?: Placement;
  onBegin?: () => void;
};

/** What came out of one attempt, readable. */
export interface Ended {
  outcome: AttemptOutcome;
  logs: AttemptLogLine[];
  /** Decoded data of a success. */
  data: unknown;
}

export type StartedAttempt = Attempt & { ended: Promise<Ended>; logs: AttemptLogLine[] };

/** A real pool and compiler in a folder of their own, with fixture step classes. */
export class WorkerBench {
  readonly folder: string;
  readonly pool: WorkerPool;
  readonly compiler: ReturnType<typeof createStepCompiler>;
  readonly events: WorkerEvent[] = [];
  readonly dataKey = new Uint8Array(32).fill(9);
  readonly blobFolder: string;

  private constructor(folder: string, options: Partial<WorkerPoolOptions>) {
    this.folder = folder;
    this.blobFolder = join(folder, "blobs");
    this.compiler = createStepCompiler({ cacheFolder: join(folder, "compiled") });
    this.pool = createWorkerPool({
      clock: systemClock,
      compileCacheFolder: join(tmpdir(), "sluice-test-compile-cache"),
      onEvent: (event) => this.events.push(event),
      ...options,
    });
  }

  static async create(options: Partial<WorkerPoolOptions> = {}): Promise<WorkerBench> {
    return new WorkerBench(await mkdtemp(join(tmpdir(), "sluice-workers-")), options);
  }

  /** Ends the pool and checks that nothing is left of it. */
  async close(): Promise<void> {
    await this.pool.close();
    await rm(this.folder, { recursive: true, force: true });
    assertNoLeftovers();
  }

  /** `name`: such as `badSteps/Throws`, or an absolute path. */
  async compile(name: string): Promise<ClassReference> {
    const path = name.startsWith("/") ? name : `${fixtures}${name}.ts`;
    return (await this.compiler.compile({ path, syncpack: undefined })).reference;
  }

  async request(name: string, overrides: AttemptOverrides = {}): Promise<AttemptRequest> {
    const { limits, from = [], answer: _answer, placement: _placement, onBegin: _onBegin, ...rest } = overrides;
    const inputs = await Promise.all(from.map((value, index) => this.input(`p${index}`, { position: index, value })));
    return {
      runId: "isapp-test",
      appName: "App",
      stepRunId: "step-run",
      stepName: "step",
      attempt: 1,
      mode: { kind: "execute" },
      environment: "own",
      stepClass: await this.compile(name),
      parameters: {} satisfies JsonObject,
      configuration: {},
      connections: [],
      appVariables: {},
      inputs,
      previousParameters: undefined,
      dataKey: this.dataKey,
      blobFolder: this.blobFolder,
      consumers: [],
      outputs: [],
      routes: {},
      logLevel: 25,
      limits: { wallMs: 15_000, memoryMb: 128, outputBytes: 200_000_000, logBytes: 1_000_000, ...limits },
      idempotencyKey: "key",
      generateReport: false,
      sample: false,
      ...rest,
    };
  }

  /** `logs` grows while the attempt runs. */
  async start(name: string, overrides: AttemptOverrides = {}): Promise<StartedAttempt> {
    const request = await this.request(name, overrides);
    const logs: AttemptLogLine[] = [];
    const onCall = overrides.answer ?? (async () => null);
    const { placement, onBegin } = overrides;
    const hooks = { onLog: (lines: AttemptLogLine[]) => void logs.push(...lines), onCall, ...(onBegin && { onBegin }) };
    const attempt = this.pool.run(request, hooks, placement);
    const ended = attempt.done.then((outcome) => ({ outcome, logs, data: this.decode(outcome) }));
    return { done: attempt.done, revoke: (graceMs) => attempt.revoke(graceMs), ended, logs };
  }

  async run(name: string, overrides: AttemptOverrides = {}): Promise<Ended> {
    return await (await this.start(name, overrides)).ended;
  }

  async stored(value: unknown): Promise<StoredData> {
    return await encodeData(value, { dataKey: this.dataKey, blobFolder: this.blobFolder });
  }

  private async input(step: string, { position, value }: { position: number; value: unknown }): Promise<AttemptInput> {
    if (value === undefined) return { step, position, data: { kind: "none" } };
    return { step, position, data: { kind: "stored", stored: await this.stored(value) } };
  }

  private decode(outcome: AttemptOutcome): unknown {
    if (outcome.kind !== "success" || outcome.data === undefined) return undefined;
    return decodeData(outcome.data, { dataKey: this.dataKey, blobFolder: this.blobFolder });
  }
}

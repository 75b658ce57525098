import type { JsonObject, JsonValue } from "../../core/base/json.ts";
import { createEngine } from "../../core/engine/createEngine.ts";
import type { Engine, ReusedSteps } from "../../core/engine/Engine.ts";
import type { EnginePorts, PlannedRun, RunSecrets } from "../../core/engine/ports/EnginePorts.ts";
import { classKey, type RunPlan } from "../../core/engine/ports/RunStore.ts";
import type { RunEvent } from "../../core/engine/RunEvent.ts";
import type { RunRecord } from "../../core/model/RunRecord.ts";
import { readApplication } from "../../core/model/readApplication.ts";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import { buildDiagnostics } from "./buildDiagnostics.ts";
import { FakeClock } from "./FakeClock.ts";
import { FakeStepWorkers, type Script } from "./FakeStepWorkers.ts";
import { MemoryRunStore } from "./MemoryRunStore.ts";
import { seededRandom } from "./seededRandom.ts";

export interface TestEngineOptions {
  scripts?: Record<string, Script>;
  /** Applications that steps may trigger. */
  applications?: Record<string, JsonObject>;
  store?: MemoryRunStore;
  clock?: FakeClock;
  queues?: Record<string, number>;
  connections?: RunSecrets["connections"];
  hasSecrets?: boolean;
  mask?: (text: string) => string;
  /** Seed of ids and jitter; a recovered engine takes another one. */
  seed?: number;
}

/** A real engine over fake ports, with the verbs a test needs. */
export class TestEngine {
  readonly clock: FakeClock;
  readonly store: MemoryRunStore;
  readonly workers: FakeStepWorkers;
  readonly engine: Engine;
  /** What subscribers were told. */
  readonly events: RunEvent[] = [];
  readonly bugs: unknown[] = [];
  readonly cache = new Map<string, JsonValue>();
  private readonly applications: Record<string, JsonObject>;
  private runs = 0;

  constructor(options: TestEngineOptions = {}) {
    this.clock = options.clock ?? new FakeClock();
    this.store = options.store ?? new MemoryRunStore();
    this.workers = new FakeStepWorkers(options.scripts);
    this.applications = options.applications ?? {};
    this.engine = createEngine(this.buildPorts(options));
    this.engine.subscribe((event) => this.events.push(event));
  }

  /** Accepts a run of these step entries. */
  async accept(
    steps: JsonObject[],
    more: { plan?: Partial<RunPlan>; record?: Partial<RunRecord>; reused?: ReusedSteps } = {},
  ) {
    this.runs += 1;
    const planned = buildRun({ name: "app", app_variables: [], steps }, { id: `isapp-${this.runs}`, ...more.record });
    Object.assign(planned.plan, more.plan);
    return this.engine.accept(planned, more.reused);
  }

  /** Accepts a run and moves time on until it has ended. */
  async run(steps: JsonObject[], more: Parameters<TestEngine["accept"]>[1] = {}): Promise<RunRecord> {
    const { id } = await this.accept(steps, more);
    return this.end(id);
  }

  /** Moves time on until a run has ended. */
  async end(runId: string): Promise<RunRecord> {
    let ended: RunRecord | undefined;
    let failed: { error: unknown } | undefined;
    this.engine.finished(runId).then(
      (record) => {
        ended = record;
      },
      (error: unknown) => {
        failed = { error };
      },
    );
    for (let round = 0; round < 10_000; round += 1) {
      const before = this.store.commits.length;
      await settle();
      if (failed !== undefined) throw failed.error;
      if (ended !== undefined) return ended;
      if (this.store.commits.length > before) continue;
      if (!this.clock.advanceToNext())
        throw new Error(`Run ${runId} stands still: ${JSON.stringify(this.states(runId))}`);
    }
    throw new Error(`Run ${runId} does not end`);
  }

  /** How each step of a run stands, by the stored events. */
  states(runId: string): Record<string, string> {
    const states: Record<string, string> = {};
    for (const event of this.store.events) {
      if (event.runId !== runId || !("step" in event)) continue;
      if (event.type === "step.finished") states[event.step] = event.state;
      else if (event.type !== "step.log") states[event.step] = event.type;
    }
    return states;
  }

  finished(step: string): (RunEvent & { type: "step.finished" }) | undefined {
    return this.store.events.find((event) => event.type === "step.finished" && event.step === step) as
      | (RunEvent & { type: "step.finished" })
      | undefined;
  }

  private buildPorts(options: TestEngineOptions): EnginePorts {
    const mask = options.mask ?? ((text: string) => text);
    const { clock, store, workers, cache } = this;
    const random = seededRandom(options.seed ?? 1);
    let children = 0;
    return {
      clock,
      random,
      workers,
      store,
      accessTokens: { get: async ({ name }) => ({ token: `token of ${name}`, expiresAt: null }) },
      diagnostics: { read: async () => buildDiagnostics() },
      secrets: {
        open: () => ({
          configuration: {},
          connections: options.connections ?? (() => []),
          dataKey: new Uint8Array(32),
          hasSecrets: options.hasSecrets ?? false,
          mask,
        }),
      },
      children: {
        plan: async (requests, { record, stepRunId, stepName, awaited, atOnce }) =>
          requests.map(({ application }) => {
            const document = this.applications[application];
            if (document === undefined) throw new Error(`No application ${application}`);
            children += 1;
            const planned = buildRun(document, {
              id: `isapp-child-${options.seed ?? 1}-${children}`,
              depth: record.depth + 1,
              triggeredBy: { kind: "RUN", runId: record.id, stepRunId, stepName, awaited },
            });
            return { ...planned, plan: { ...planned.plan, atOnce } };
          }),
      },
      cache: {
        read: (id) => cache.get(id),
        save: async (id, value) => {
          cache.set(id, value);
        },
        delete: async (id) => cache.delete(id),
      },
      settings: {
        queueLimit: (queue) => (options.queues ?? { default: 5 })[queue] ?? 0,
        attemptTimeout: () => 3600,
        limits: () => ({ memoryMb: 512, outputBytes: 1e8, logBytes: 1e6 }),
      },
      blobFolder: "/blobs",
      onBug: (error) => this.bugs.push(error),
    };
  }
}

/** A run of a document, ready to be accepted. */
export function buildRun(document: JsonObject, more: Partial<RunRecord> = {}): PlannedRun {
  const { steps } = readApplication(document, () => undefined);
  const record: RunRecord = {
    id: "isapp-1",
    appName: "app",
    state: "PENDING",
    warning: false,
    queue: "default",
    configuration: undefined,
    logLevel: 25,
    triggeredBy: { kind: "USER" },
    depth: 0,
    acceptedAt: 0,
    startedAt: undefined,
    finishedAt: undefined,
    kept: false,
    generateReport: false,
    ...more,
  };
  const classes = Object.fromEntries(steps.map(({ file, syncpack }) => [classKey(file, syncpack), buildClass(file)]));
  const plan: RunPlan = {
    document,
    classes,
    configuration: undefined,
    parameters: {},
    wrappedDataKey: "",
    inheritedSecrets: [],
    stepIds: {},
    pins: {},
    workers: undefined,
  };
  return { record, plan };
}

export function buildClass(file: string, more: Partial<StepManifest> = {}): RunPlan["classes"][string] {
  return {
    reference: { file, syncpack: undefined, hash: "h", modulePath: `/${file}.mjs`, originFolder: "/" },
    manifest: {
      file,
      friendlyName: file,
      description: "",
      version: "1.0.0",
      type: "standard",
      parameters: [],
      stepFunctions: [],
      usesPreviousParameters: false,
      hash: "h",
      ...more,
    },
  };
}

/** A step entry; `to` are its consumers. */
export function step(name: string, to: string[] = [], more: JsonObject = {}): JsonObject {
  return { name, file: "Task", ...(to.length > 0 ? { output_to: to } : {}), ...more };
}

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

import type { JsonObject, JsonValue } from "../base/json.ts";
import type { AccessToken } from "../model/AccessToken.ts";
import type { Connection } from "../model/Connection.ts";
import type { Diagnostics } from "../model/Diagnostics.ts";
import type { ReportStatus } from "../model/Report.ts";
import type { OutputManifest, ParameterManifest, StepManifest } from "../model/StepManifest.ts";
import { findContext } from "./attachContext.ts";
import { addDeclaration, initDeclarations, markBase } from "./declarations.ts";
import { StepException } from "./exceptions.ts";
import type { ParameterMap, ParameterValue } from "./parameters.ts";
import type { ResumeResult, StepContext, SuspendRequest, TriggerRequest } from "./StepContext.ts";
import { createLogger, type StepLogger } from "./StepLogger.ts";
import type { DeclaredParameters, JoinedData, JoinedRow, PositionData, ProducerData } from "./StepTypes.ts";
import { createSuspension, type Suspension } from "./Suspension.ts";

/** What `execute` and `resume` may return: nothing, or what `suspend` made. */
// biome-ignore lint/suspicious/noConfusingVoidType: a method without a return statement returns void
export type StepResult = void | Suspension | Promise<void | Suspension>;

/** A parameter as given to `newStepParameter`; only the name is needed. */
export type NewStepParameter = Omit<ParameterManifest, "kind" | "anyType"> & { kind?: ParameterManifest["kind"] };

/** `getParameter` that knows the parameters of a map. */
export interface TypedParameters<P> {
  getParameter<N extends keyof P & string>(name: N, lookupData?: unknown): ParameterValue<P[N]>;
  getParameter<T = unknown>(name: string, lookupData?: unknown): T;
}

/** The parameters of a base class with those of a map over them. */
export type MergedParameters<B, P> = Omit<B, keyof P> & P;

/** A base class `C` whose `getParameter` also knows the parameters `P`. */
export type StepClassWith<C extends typeof BaseStep, P extends ParameterMap> = Omit<C, "prototype" | "parameters"> & {
  readonly parameters: MergedParameters<C["parameters"], P>;
} & (abstract new () => TypedParameters<MergedParameters<C["parameters"], P>> & InstanceType<C>);

/**
 * Adds to the report of the run (manual, Viewing a report). A report is made only when `generate_report` of the
 * application is true, and holds what the attempts added that ended with success; what an attempt adds before it
 * suspends is not kept, so add it in `resume`. All steps of a run add to the same tables.
 *
 * ```ts
 * import { BaseStep } from "sluice";
 *
 * export default class SyncDevices extends BaseStep {
 *   execute() {
 *     this.report.addColumn({ table: "Devices", column: "name", title: "Device name" });
 *     this.report.addColumn({ table: "Devices", column: "ip", title: "IP address" });
 *     // One row for each key: the second call fills in a cell of the first one's row.
 *     const device = { table: "Devices", dataKey: "cmdb_ci_esx_server", key: "11930" };
 *     this.report.addRow({ ...device, status: "New", row: { name: "CloudOps" } });
 *     this.report.addRow({ ...device, row: { ip: "10.0.0.7" } });
 *   }
 * }
 * ```
 */
export interface StepReport {
  /** Declares a column, so that it stands in the order of these calls and has a title. Doing it again changes at most the title. */
  addColumn(entry: { table: string; column: string; title?: string }): void;
  /**
   * Adds a row of values by column; other columns appear by themselves. `key`: what the row is about; a row of the same
   * key is updated and not added. `dataKey`: the sub-table of the row. `status`: what happened to the thing.
   */
  addRow(entry: { table: string; row: JsonObject; key?: string; dataKey?: string; status?: ReportStatus }): void;
}

/**
 * Values kept between runs under an id.
 *
 * ```ts
 * import { BaseStep } from "sluice";
 *
 * export default class CountRuns extends BaseStep {
 *   async execute() {
 *     const count = Number((await this.cache.read("runs")) ?? 0) + 1;
 *     await this.cache.save("runs", count, { ttlSeconds: 86_400 });
 *     this.saveDataForNextStep(count);
 *   }
 * }
 * ```
 */
export interface StepCacheAccess {
  /** undefined = no such entry, or expired. */
  read(id: string): Promise<JsonValue | undefined>;
  /** Keeps a value for ever, or for some seconds. */
  save(id: string, value: JsonValue, options?: { ttlSeconds?: number }): Promise<void>;
  /** Whether there was one. */
  delete(id: string): Promise<boolean>;
}

/**
 * What every step class extends (manual, chapter 5). One instance serves one attempt.
 * Parameters are declared by `BaseStep.with({...})`, or by `newStepParameter` in the constructor.
 *
 * ```ts
 * import { BaseStep } from "sluice";
 *
 * export default class AddNumbers extends BaseStep {
 *   constructor() {
 *     super();
 *     this.friendlyName = "Add numbers";
 *     this.description = "Adds the numbers of all earlier steps";
 *     this.version = "1.0.0";
 *     this.newStepParameter({ name: "start", description: "first summand", sampleValue: 5, defaultValue: 0 });
 *   }
 *
 *   execute() {
 *     const numbers = this.joinPreviousStepData<number[]>() ?? [];
 *     const sum = numbers.reduce((total, value) => total + value, this.getParameter<number>("start"));
 *     this.logger.flow("Added %d numbers", numbers.length);
 *     this.saveDataForNextStep(sum);
 *   }
 * }
 * ```
 */
export abstract class BaseStep {
  /** The parameters declared by a map. */
  static readonly parameters: object = {};

  /** Shown instead of the name of the class. */
  friendlyName = "";
  description = "";
  version = "";
  /** What kind of step it is (manual, What is a step?). */
  type: StepManifest["type"] = "standard";
  author: string | undefined = undefined;
  /** Help page, Markdown. */
  help: string | undefined = undefined;
  /** Name of an icon of the icon set. */
  icon: string | undefined = undefined;
  /** Group in the list of steps. */
  category: string | undefined = undefined;
  /** Named outputs, for `routeTo`. */
  outputs: OutputManifest[] | undefined = undefined;
  /** Name of the list parameter whose rows are the outputs. */
  outputsFrom: string | undefined = undefined;

  // Made when they are first asked for: most steps use one of them or none, and a worker makes an instance per attempt.
  #tools: { logger?: StepLogger; report?: StepReport; cache?: StepCacheAccess; fetch?: typeof fetch } | undefined;

  constructor() {
    initDeclarations(this, new.target);
  }

  /** Writes to the log of the step run. */
  get logger(): StepLogger {
    this.#tools ??= {};
    this.#tools.logger ??= createLogger((level, message) => contextOf(this).log(level, message));
    return this.#tools.logger;
  }

  get report(): StepReport {
    this.#tools ??= {};
    this.#tools.report ??= {
      addColumn: (entry) => contextOf(this).addToReport({ ...entry, kind: "column" }),
      addRow: (entry) => contextOf(this).addToReport({ ...entry, kind: "row" }),
    };
    return this.#tools.report;
  }

  get cache(): StepCacheAccess {
    this.#tools ??= {};
    this.#tools.cache ??= {
      read: async (id) => contextOf(this).cacheRead(id),
      save: async (id, value, options) => contextOf(this).cacheSave(id, value, options?.ttlSeconds),
      delete: async (id) => contextOf(this).cacheDelete(id),
    };
    return this.#tools.cache;
  }

  /** The global `fetch`, ended when the attempt is revoked or times out. */
  get fetch(): typeof globalThis.fetch {
    this.#tools ??= {};
    this.#tools.fetch ??= async (input, init) => {
      const own = init?.signal ?? (input instanceof Request ? input.signal : undefined);
      const signal = own ? AbortSignal.any([this.signal, own]) : this.signal;
      return globalThis.fetch(input, { ...init, signal });
    };
    return this.#tools.fetch;
  }

  /**
   * A base class with typed parameters; what the class it is called on declares is inherited, equal names are replaced.
   *
   * ```ts
   * import { BaseStep, boolean, text } from "sluice";
   *
   * class Greet extends BaseStep.with({ who: text({ defaultValue: "world" }) }) {
   *   execute() {
   *     this.saveDataForNextStep(`Hello ${this.getParameter("who")}`);
   *   }
   * }
   *
   * export default class OptionalGreet extends Greet.with({ enable: boolean({ defaultValue: true }) }) {
   *   override execute() {
   *     if (this.getParameter("enable")) super.execute();
   *     else this.saveDataForNextStep({});
   *   }
   * }
   * ```
   */
  static with<C extends typeof BaseStep, const P extends ParameterMap>(this: C, parameters: P): StepClassWith<C, P> {
    // biome-ignore lint/complexity/noThisInStatic: `this` is the class that is extended, not BaseStep
    return extendClass(this, parameters) as unknown as StepClassWith<C, P>;
  }

  /** The work of the step. It ends when this returns or its promise settles; throwing fails the attempt. */
  abstract execute(): StepResult;

  /** Runs when the wait begun by `suspend` is over, in a new instance. By default there is nothing left to do. */
  resume(_result: ResumeResult): StepResult {}

  /** Declares a parameter; only in the constructor. Without `kind` a value of any type is taken as it is. */
  newStepParameter(parameter: NewStepParameter): void {
    const { kind } = parameter;
    addDeclaration(this, {
      manifest: kind === undefined ? { ...parameter, kind: "text", anyType: true } : { ...parameter, kind },
      from: "call",
    });
  }

  /**
   * The value of a parameter with every `${...}` resolved and its default filled in; null = no value.
   * `lookupData` answers `${path}` before the data of earlier steps does.
   */
  getParameter<N extends keyof DeclaredParameters & string>(name: N, lookupData?: unknown): DeclaredParameters[N];
  getParameter<T = unknown>(name: string, lookupData?: unknown): T;
  getParameter(name: string, lookupData?: unknown): unknown {
    return contextOf(this).getParameter(name, lookupData);
  }

  /** Whether the step entry writes a value for a parameter, or its class a default; also one that turns out to be null. */
  hasParameter(name: string): boolean {
    return contextOf(this).hasParameter(name);
  }

  /**
   * The connection that a parameter of kind connection names, with its secrets; they are masked in logs and errors.
   * Throws ConnectionNotAvailableException.
   *
   * ```ts
   * import { BaseStep, connection } from "sluice";
   *
   * export default class AskTickets extends BaseStep.with({ system: connection({ required: true }) }) {
   *   async execute() {
   *     const { settings } = this.getConnection("system");
   *     const response = await this.fetch(String(settings.url));
   *     this.saveDataForNextStep(await response.json());
   *   }
   * }
   * ```
   */
  getConnection(parameter: string): Connection {
    return contextOf(this).getConnection(parameter);
  }

  /**
   * A token for the system behind a connection of the kind oauth2, from the host, which renews it in time. `refused`: the one
   * that the system did not take, for which there may be a fresh one. Rejects with ConnectionNotAvailableException.
   *
   * ```ts
   * import { BaseStep, connection } from "sluice";
   *
   * export default class AskCrm extends BaseStep.with({ crm: connection({ kinds: ["oauth2"], required: true }) }) {
   *   async execute() {
   *     const { token } = await this.getAccessToken("crm");
   *     const response = await this.fetch("https://crm.example/api", { headers: { authorization: `Bearer ${token}` } });
   *     this.saveDataForNextStep(await response.json());
   *   }
   * }
   * ```
   */
  getAccessToken(parameter: string, { refused }: { refused?: string } = {}): Promise<AccessToken> {
    return contextOf(this).getAccessToken(parameter, refused);
  }

  /** The resolved value an earlier step used for one of its parameters. */
  getParameterFromPreviousStep<T = unknown>(parameter: string, step: string): T {
    return contextOf(this).getParameterFromPreviousStep(parameter, step) as T;
  }

  /** Throws with every missing or wrong parameter at once. */
  validateParameterValues(): void {
    contextOf(this).validateParameterValues();
  }

  /** The value of an application variable; null = it has none. */
  getAppVariable<T extends JsonValue | null = JsonValue | null>(name: string): T {
    return contextOf(this).getAppVariable(name) as T;
  }

  /** The name of this step in its application. */
  getName(): string {
    return contextOf(this).stepName;
  }

  /** The data of a direct producer; undefined = it saved nothing. Throws DataNotAvailableException for any other step. */
  getDataFromStepByName<N extends keyof ProducerData & string>(name: N): ProducerData[N];
  getDataFromStepByName<T = unknown>(name: string): T;
  getDataFromStepByName(name: string): unknown {
    return contextOf(this).getDataFromStepByName(name);
  }

  /** The data of a direct producer by its position, from 0 in the order of the list of steps. */
  getDataFromStepByOrder<N extends keyof PositionData & number>(position: N): PositionData[N];
  getDataFromStepByOrder<T = unknown>(position: number): T;
  getDataFromStepByOrder(position: number): unknown {
    return contextOf(this).getDataFromStepByOrder(position);
  }

  /** Name and position of every direct producer. */
  getAvailablePreviousStepInputPositions(): [string, number][] {
    return contextOf(this).getAvailablePreviousStepInputPositions();
  }

  /** The data of all direct producers, or of those named, as one list or object (semantics, section 3); undefined = nothing saved. */
  joinPreviousStepData<T = JoinedData>(names?: string[]): T {
    return contextOf(this).joinPreviousStepData(names) as T;
  }

  /** The rows of the producers' data one after another, in constant memory for datasets. */
  streamPreviousStepData<T = JoinedRow>(names?: string[]): AsyncIterable<T> {
    return contextOf(this).streamPreviousStepData(names) as AsyncIterable<T>;
  }

  /**
   * Keeps data for the steps that follow; the last call counts. Await it when the data is an async iterable (a dataset).
   *
   * ```ts
   * import { BaseStep } from "sluice";
   *
   * export default class KeepAdults extends BaseStep {
   *   async execute() {
   *     await this.saveDataForNextStep(this.adults());
   *   }
   *
   *   async *adults() {
   *     for await (const row of this.streamPreviousStepData<{ age: number }>()) {
   *       if (row.age >= 18) yield row;
   *     }
   *   }
   * }
   * ```
   */
  saveDataForNextStep(data: unknown): Promise<void> {
    return contextOf(this).saveDataForNextStep(data);
  }

  /** What this attempt saved so far, such as by `super.execute()`. */
  getCurrentSavedData<T = unknown>(): T {
    return contextOf(this).getCurrentSavedData() as T;
  }

  /** Chooses which outputs (or steps) get the data; the last call counts, an empty list is none. Throws for an unknown name. */
  routeTo(names: string[]): void {
    contextOf(this).routeTo(names);
  }

  /**
   * Waits without holding a worker; `resume` runs afterwards, in a new instance.
   *
   * ```ts
   * import { BaseStep, duration, type ResumeResult, type StepResult } from "sluice";
   *
   * export default class Pause extends BaseStep.with({ length: duration({ required: true }) }) {
   *   execute(): StepResult {
   *     return this.suspend({ until: new Date(Date.now() + this.getParameter("length")) });
   *   }
   *
   *   override resume(_result: ResumeResult): StepResult {
   *     this.saveDataForNextStep(this.joinPreviousStepData());
   *   }
   * }
   * ```
   */
  suspend(request: SuspendRequest): Suspension {
    return createSuspension(request);
  }

  /** Starts a run of another application and does not wait for it. To wait: `suspend({ runs: [...] })`. */
  triggerApplication(request: TriggerRequest): Promise<{ runId: string }> {
    return contextOf(this).trigger(request);
  }

  /**
   * How the program and its data folder are: versions, queues, disk, database, and what failed within the last day. All that a
   * step can learn of the host; it is for reading only and holds no secret.
   *
   * ```ts
   * import { BaseStep } from "sluice";
   *
   * export default class WatchDisk extends BaseStep {
   *   async execute() {
   *     const { disk } = await this.readDiagnostics();
   *     if (disk.free < disk.total / 10) this.logger.warning("The disk is nearly full");
   *   }
   * }
   * ```
   */
  readDiagnostics(): Promise<Diagnostics> {
    return contextOf(this).readDiagnostics();
  }

  /** Fires when the attempt is revoked or times out. */
  get signal(): AbortSignal {
    return contextOf(this).signal;
  }

  /** The same for every attempt of this step in this run: lets a side effect happen exactly once. */
  get idempotencyKey(): string {
    return contextOf(this).idempotencyKey;
  }
}

markBase(BaseStep);

function extendClass(base: typeof BaseStep, parameters: ParameterMap): typeof BaseStep {
  abstract class WithParameters extends base {
    static override readonly parameters = { ...base.parameters, ...parameters };
  }
  return WithParameters;
}

function contextOf(step: object): StepContext {
  const context = findContext(step);
  if (context === undefined) {
    throw new StepException("This works only while the step runs: in execute or resume, not in the constructor");
  }
  return context;
}

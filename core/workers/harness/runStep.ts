import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { AccessToken } from "../../model/AccessToken.ts";
import type { Connection } from "../../model/Connection.ts";
import type { Diagnostics } from "../../model/Diagnostics.ts";
import type { ReportEntry } from "../../model/Report.ts";
import { logLevels } from "../../model/RunRecord.ts";
import { attachContext } from "../../sdk/attachContext.ts";
import type { BaseStep } from "../../sdk/BaseStep.ts";
import { joinData } from "../../sdk/joinData.ts";
import { listStepFunctions, readParameters } from "../../sdk/readManifest.ts";
import type { ResumeResult, StepContext, SuspendRequest, TriggerRequest } from "../../sdk/StepContext.ts";
import { isSuspension } from "../../sdk/Suspension.ts";
import { createParameterReader } from "../resolveParameter.ts";

export interface StepRunOptions {
  /** Parameter values as written in an application. */
  params?: JsonObject;
  /** Data of the one producer; leave it out for a first step. */
  input?: unknown;
  /** Data of several producers by step name. */
  inputs?: Record<string, unknown>;
  configuration?: Record<string, JsonValue>;
  /** Connections by the name that parameters give. */
  connections?: Record<string, Omit<Connection, "name">>;
  /** Gives the tokens of connections of the kind oauth2, by the name of the connection. */
  accessToken?: (connection: string, refused: string | undefined) => AccessToken | Promise<AccessToken>;
  appVariables?: Record<string, JsonValue>;
  /** Shared by several runs to keep entries; values with the ttl they were saved with. */
  cache?: Map<string, { value: JsonValue; ttlSeconds: number | undefined }>;
  /** Following steps, for `routeTo`. */
  consumers?: string[];
  /** Calls `resume` with this instead of `execute`. */
  resume?: ResumeResult;
  signal?: AbortSignal;
  /** What the host says of itself, for the few steps that ask. */
  diagnostics?: Diagnostics;
}

/** What one attempt left behind. `error` is what it threw. */
export interface StepRunResult {
  /** As a run would show it; WAITING: it suspended itself. */
  state: "SUCCESS" | "FAILURE" | "WAITING";
  data: unknown;
  error: Error | undefined;
  logs: { level: string; message: string }[];
  routes: string[] | undefined;
  report: ReportEntry[];
  triggered: TriggerRequest[];
  wait: SuspendRequest | undefined;
}

/**
 * Runs one attempt of a step class in this process, with real parameters, joins and types. Never rejects.
 *
 * ```ts
 * const { state, data, logs } = await runStep(Greet, { params: { who: "Ada" }, input: [1, 2] });
 * ```
 */
export async function runStep(StepClass: new () => BaseStep, options: StepRunOptions = {}): Promise<StepRunResult> {
  const step = new StepClass();
  const result: StepRunResult = {
    state: "SUCCESS",
    data: undefined,
    error: undefined,
    logs: [],
    routes: undefined,
    report: [],
    triggered: [],
    wait: undefined,
  };
  attachContext(step, createContext(step, { options, result }));
  try {
    const ended = options.resume ? await step.resume(options.resume) : await step.execute();
    if (isSuspension(ended)) Object.assign(result, { state: "WAITING", wait: ended.request });
  } catch (error) {
    result.state = "FAILURE";
    result.error = error instanceof Error ? error : new Error(`Thrown, but no error: ${String(error)}`);
  }
  return result;
}

function createContext(step: BaseStep, run: { options: StepRunOptions; result: StepRunResult }): StepContext {
  const { options, result } = run;
  const producers = options.inputs ?? ("input" in options ? { producer: options.input } : {});
  const names = Object.keys(producers);
  const inputs = names.map((name) => ({ step: name, saved: producers[name] !== undefined, value: producers[name] }));
  const log = (level: number, message: string) => {
    result.logs.push({ level: Object.entries(logLevels).find(([, value]) => value === level)?.[0] ?? "", message });
  };
  const join = (wanted: readonly string[]) =>
    joinData({
      inputs: inputs.filter((input) => wanted.includes(input.step)),
      producers: wanted.length,
      warn: (message) => log(logLevels.warning, message),
    });
  const cache = options.cache ?? new Map();
  const reader = createParameterReader({
    manifest: { parameters: readParameters(step), stepFunctions: listStepFunctions(step) },
    values: options.params ?? {},
    configuration: options.configuration ?? {},
    connections: Object.entries(options.connections ?? {}).map(([name, given]) => ({ ...given, name })),
    appVariables: options.appVariables ?? {},
    step,
    joined: () => join(names),
    each: () => inputs.filter((input) => input.saved).map((input) => input.value),
  });
  return {
    runId: "isapp-test",
    appName: "test",
    stepName: "tested step",
    attempt: 1,
    idempotencyKey: "isapp-test/tested step",
    signal: options.signal ?? new AbortController().signal,
    getParameter: (name, lookupData) => reader.getParameter(name, lookupData),
    hasParameter: (name) => reader.hasParameter(name),
    getConnection: (parameter) => reader.getConnection(parameter),
    async getAccessToken(parameter, refused) {
      if (options.accessToken === undefined) throw new Error("The step asks for an access token: give some");
      return options.accessToken(reader.getConnection(parameter).name, refused);
    },
    validateParameterValues: () => reader.validateParameterValues(),
    getParameterFromPreviousStep: () => undefined,
    getAppVariable: (name) => options.appVariables?.[name] ?? null,
    getDataFromStepByName: (name) => producers[name],
    getDataFromStepByOrder: (position) => inputs[position]?.value,
    getAvailablePreviousStepInputPositions: () => names.map((name, index) => [name, index]),
    joinPreviousStepData: (wanted) => join(wanted ?? names),
    async *streamPreviousStepData() {
      for (const input of inputs) yield* Array.isArray(input.value) ? input.value : [input.value];
    },
    async saveDataForNextStep(data) {
      result.data = isAsyncIterable(data) ? await toList(data) : structuredClone(data);
    },
    getCurrentSavedData: () => result.data,
    routeTo(chosen) {
      const unknown = chosen.find((name) => !options.consumers?.includes(name));
      if (unknown !== undefined) throw new Error(`"${unknown}" is no following step`);
      result.routes = chosen;
    },
    log,
    async readDiagnostics() {
      if (options.diagnostics === undefined) throw new Error("The step asks for diagnostics: give some");
      return options.diagnostics;
    },
    addToReport: (entry) => void result.report.push(entry),
    cacheRead: async (id) => cache.get(id)?.value,
    cacheSave: async (id, value, ttlSeconds) => void cache.set(id, { value, ttlSeconds }),
    cacheDelete: async (id) => cache.delete(id),
    async trigger(request) {
      result.triggered.push(request);
      return { runId: `isapp-child-${result.triggered.length}` };
    },
  };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

async function toList(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = [];
  for await (const row of rows) list.push(row);
  return list;
}

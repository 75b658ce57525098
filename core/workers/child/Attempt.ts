import { toTypedJson } from "../../base/typedJson.ts";
import { decodeData } from "../../data/decodeData.ts";
import { isPair } from "../../data/pair.ts";
import { sealJsonText } from "../../data/seal.ts";
import type { AttemptOutcome, AttemptRequest, ResumeValue, WaitRequest } from "../../engine/ports/StepWorkers.ts";
import { logLevels } from "../../model/RunRecord.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import { attachContext } from "../../sdk/attachContext.ts";
import type { BaseStep, StepResult } from "../../sdk/BaseStep.ts";
import { listStepFunctions, readParameters } from "../../sdk/readManifest.ts";
import type { ResumeResult, SuspendRequest } from "../../sdk/StepContext.ts";
import { isSuspension } from "../../sdk/Suspension.ts";
import type { ToWorker } from "../protocol.ts";
import { createParameterReader, type ParameterReader } from "../resolveParameter.ts";
import { AttemptContext, toChildRequest } from "./AttemptContext.ts";
import { describeError } from "./describeError.ts";
import { HostCalls } from "./HostCalls.ts";
import { post } from "./hostChannel.ts";
import { Inputs } from "./Inputs.ts";
import { LogBatch } from "./LogBatch.ts";
import { loadClass } from "./loadClass.ts";
import { SavedData } from "./SavedData.ts";

// Step code may replace the globals.
const { AbortController } = globalThis;
const { stringify } = JSON;
/** A value of more characters of JSON is not recorded for later steps. */
const longestRecord = 1_048_576;

/** One attempt in this process, from its request to its outcome. */
export class Attempt {
  readonly id: number;
  readonly logs: LogBatch;
  /** Settles once: by the step, or by an error that nobody caught. */
  readonly done: Promise<AttemptOutcome>;
  private readonly request: AttemptRequest;
  private readonly settle = Promise.withResolvers<AttemptOutcome>();
  private isAborted = false;
  private abortion: AbortController | undefined;
  private readonly calls: HostCalls;
  private readonly inputs: Inputs;
  private readonly saved: SavedData;
  private parameters: ParameterReader | undefined;

  constructor(id: number, request: AttemptRequest) {
    this.id = id;
    this.request = request;
    this.done = this.settle.promise;
    this.logs = new LogBatch({
      level: request.logLevel,
      limit: request.limits.logBytes,
      send: (lines) => post({ kind: "log", id, lines }),
    });
    this.calls = new HostCalls(id);
    this.inputs = new Inputs(request, (message) => this.logs.add(logLevels.warning, "sluice", message));
    this.saved = new SavedData(request);
  }

  async run(): Promise<void> {
    try {
      const outcome = this.request.mode.kind === "join" ? await this.join() : await this.runStep();
      this.settle.resolve(outcome);
    } catch (error) {
      await this.saved.discard().catch(() => undefined);
      this.fail(error);
    }
  }

  /** Ends the attempt for an error; also one that the step's own promise never showed. */
  fail(error: unknown): void {
    const { attempt } = this.request;
    this.settle.resolve({ kind: "failure", error: { ...describeError(error), attempt }, ...this.ended() });
  }

  abort(): void {
    this.isAborted = true;
    this.abortion?.abort();
  }

  /** Made when it is first asked for: few steps look at it. */
  get signal(): AbortSignal {
    if (this.abortion === undefined) {
      this.abortion = new AbortController();
      if (this.isAborted) this.abortion.abort();
    }
    return this.abortion.signal;
  }

  answer(message: Extract<ToWorker, { kind: "answer" }>): void {
    this.calls.answer(message);
  }

  private async runStep(): Promise<AttemptOutcome> {
    const { request } = this;
    if (request.stepClass === undefined) throw new TypeError("The request names no step class");
    const StepClass = await loadClass(request.stepClass);
    const step = new StepClass();
    this.parameters = createParameterReader({
      manifest: new InstanceManifest(step),
      values: request.parameters,
      configuration: request.configuration,
      connections: request.connections,
      appVariables: request.appVariables,
      step,
      joined: () => this.inputs.join(undefined),
      each: () => this.inputs.each().map((input) => input.value),
    });
    const { inputs, saved, logs, calls, parameters } = this;
    const context = new AttemptContext({ request, attempt: this, inputs, saved, logs, calls, parameters });
    attachContext(step, context);
    const result = await this.perform(step, parameters);
    if (isSuspension(result)) {
      await saved.discard();
      return { kind: "suspended", wait: toWait(result.request), ...this.ended() };
    }
    const { routes, report } = context;
    const record = this.recordParameters();
    const finished = saved.finish(record);
    const { data, sample } = finished instanceof Promise ? await finished : finished;
    const recorded = data?.kind === "inline" && isPair(data.bytes) ? data.bytes : this.sealRecord(record);
    return { kind: "success", data, sample, routes, report, warned: logs.warned, parameters: recorded };
  }

  private perform(step: BaseStep, parameters: ParameterReader): StepResult {
    const { mode } = this.request;
    if (mode.kind === "resume") return step.resume(this.toResult(mode.value));
    if (mode.kind === "resolve") return this.saved.save(parameters.resolve(mode.value));
    return mode.kind === "call" ? this.call(step, mode.method) : step.execute();
  }

  private async call(step: BaseStep, name: string): Promise<void> {
    const method: unknown = Reflect.get(step, name);
    if (typeof method !== "function") throw new TypeError(`The step class has no method "${name}".`);
    await this.saved.save(await method.call(step));
  }

  private async join(): Promise<AttemptOutcome> {
    await this.saved.save(this.inputs.joinOrList());
    return { kind: "success", ...(await this.saved.finish(undefined)), routes: undefined, report: [], ...this.ended() };
  }

  private ended(): { warned: boolean; parameters: Uint8Array | undefined } {
    return { warned: this.logs.warned, parameters: this.sealRecord(this.recordParameters()) };
  }

  private sealRecord(record: string | undefined): Uint8Array | undefined {
    return record === undefined ? undefined : sealJsonText(record, this.request.dataKey);
  }

  /** The parameters that were used, as JSON. */
  private recordParameters(): string | undefined {
    const used = this.parameters?.usedParameters();
    if (used === undefined || used.size === 0) return undefined;
    let members = "";
    for (const [name, value] of used) {
      try {
        // The typed form has no -0, which JSON.stringify would not keep.
        const json = stringify(toTypedJson(value));
        if (json.length <= longestRecord) members += `${members === "" ? "" : ","}${stringify(name)}:${json}`;
      } catch {
        // A step function may give anything, such as a function; that cannot be kept for a later step.
      }
    }
    return `{${members}}`;
  }

  private toResult(value: ResumeValue): ResumeResult {
    if (value.kind !== "runs") return value;
    const runs = value.runs.map(({ runId, state, data }) => {
      const decoded = data.map(({ step, stored }) => [step, decodeData(stored, this.request)]);
      return { runId, state, data: Object.fromEntries(decoded) as Record<string, unknown> };
    });
    return { kind: "runs", runs };
  }
}

/**
 * What the reader of parameters asks of a step. A class, as an object literal with a getter has a hidden class of its
 * own each time, which keeps all that the getter can reach from the collection of young objects.
 */
class InstanceManifest {
  readonly parameters: StepManifest["parameters"];
  private readonly step: BaseStep;

  constructor(step: BaseStep) {
    this.step = step;
    this.parameters = readParameters(step);
  }

  /** Few parameters call one. */
  get stepFunctions(): string[] {
    return listStepFunctions(this.step);
  }
}

function toWait(request: SuspendRequest): WaitRequest {
  if ("runs" in request) return { kind: "runs", runs: request.runs.map(toChildRequest), atOnce: request.atOnce };
  if ("until" in request) return { kind: "until", until: request.until.getTime() };
  return { kind: "approval", title: request.approval.title };
}

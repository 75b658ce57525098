import { isJsonObject, type JsonValue, ownValue } from "../../base/json.ts";
import { fromTypedJson } from "../../base/typedJson.ts";
import { openParameters } from "../../data/pair.ts";
import type { AttemptRequest, ChildRequest } from "../../engine/ports/StepWorkers.ts";
import type { AccessToken } from "../../model/AccessToken.ts";
import type { Connection } from "../../model/Connection.ts";
import type { Diagnostics } from "../../model/Diagnostics.ts";
import type { ReportEntry } from "../../model/Report.ts";
import { logLevels } from "../../model/RunRecord.ts";
import {
  ConnectionNotAvailableException,
  DataNotAvailableException,
  UnknownRouteException,
} from "../../sdk/exceptions.ts";
import type { StepContext, StepRequest, TriggerRequest } from "../../sdk/StepContext.ts";
import type { ParameterReader } from "../resolveParameter.ts";
import type { HostCalls } from "./HostCalls.ts";
import type { Inputs } from "./Inputs.ts";
import type { LogBatch } from "./LogBatch.ts";
import type { SavedData } from "./SavedData.ts";
import { toJson } from "./toJson.ts";
import { toReportEntry } from "./toReportEntry.ts";

export interface AttemptParts {
  request: AttemptRequest;
  attempt: { readonly signal: AbortSignal };
  inputs: Inputs;
  saved: SavedData;
  logs: LogBatch;
  calls: HostCalls;
  parameters: ParameterReader;
}

/** Everything a step instance can reach during one attempt. */
export class AttemptContext implements StepContext {
  readonly runId: string;
  readonly appName: string;
  readonly stepName: string;
  readonly attempt: number;
  readonly idempotencyKey: string;
  /** Consumers chosen by `routeTo`; undefined = all. */
  routes: string[] | undefined;
  readonly report: ReportEntry[] = [];
  private readonly parts: AttemptParts;
  private triggers = 0;

  constructor(parts: AttemptParts) {
    const { request } = parts;
    this.parts = parts;
    this.runId = request.runId;
    this.appName = request.appName;
    this.stepName = request.stepName;
    this.attempt = request.attempt;
    this.idempotencyKey = request.idempotencyKey;
  }

  get signal(): AbortSignal {
    return this.parts.attempt.signal;
  }

  getParameter(name: string, lookupData?: unknown): unknown {
    return this.parts.parameters.getParameter(name, lookupData);
  }

  hasParameter(name: string): boolean {
    return this.parts.parameters.hasParameter(name);
  }

  getConnection(parameter: string): Connection {
    return this.parts.parameters.getConnection(parameter);
  }

  async getAccessToken(parameter: string, refused: string | undefined): Promise<AccessToken> {
    const { name: connection } = this.getConnection(parameter);
    try {
      const request = { kind: "connection.token", connection, refused } as const;
      return (await this.parts.calls.ask(request)) as unknown as AccessToken;
    } catch (error) {
      throw new ConnectionNotAvailableException(error instanceof Error ? error.message : String(error));
    }
  }

  getParameterFromPreviousStep(parameter: string, step: string): unknown {
    const { previousParameters, dataKey } = this.parts.request;
    const sealed = previousParameters?.[step];
    if (sealed === undefined) {
      const known = Object.keys(previousParameters ?? {}).join(", ") || "none";
      throw new DataNotAvailableException(`Step "${step}" did not run before this one; the steps that did: ${known}`);
    }
    const recorded = openParameters(sealed, dataKey);
    const value = isJsonObject(recorded) ? ownValue(recorded, parameter) : undefined;
    if (value !== undefined) return fromTypedJson(value);
    throw new DataNotAvailableException(
      `Step "${step}" did not use a parameter "${parameter}", or one too large to keep`,
    );
  }

  getAppVariable(name: string): JsonValue | null {
    const { appVariables } = this.parts.request;
    return Object.hasOwn(appVariables, name) ? (appVariables[name] ?? null) : null;
  }

  getDataFromStepByName(name: string): unknown {
    return this.parts.inputs.byName(name);
  }

  getDataFromStepByOrder(position: number): unknown {
    return this.parts.inputs.byOrder(position);
  }

  getAvailablePreviousStepInputPositions(): [string, number][] {
    return this.parts.inputs.positions();
  }

  joinPreviousStepData(names?: string[]): unknown {
    return this.parts.inputs.join(names);
  }

  streamPreviousStepData(names?: string[]): AsyncIterable<unknown> {
    return this.parts.inputs.stream(names);
  }

  saveDataForNextStep(data: unknown): Promise<void> {
    return this.parts.saved.save(data);
  }

  getCurrentSavedData(): unknown {
    return this.parts.saved.current();
  }

  routeTo(names: string[]): void {
    const { outputs, routes, consumers } = this.parts.request;
    const chosen = names.flatMap((name) => {
      if (Object.hasOwn(routes, name)) return routes[name] ?? [];
      if (outputs.some((output) => output.name === name)) return [];
      if (consumers.includes(name)) return [name];
      const known = [...new Set([...outputs.map((output) => output.name), ...Object.keys(routes), ...consumers])];
      const list = known.map((one) => `"${one}"`).join(", ") || "none";
      throw new UnknownRouteException(`"${name}" is neither an output nor a following step; there are: ${list}`);
    });
    this.routes = consumers.filter((consumer) => chosen.includes(consumer));
  }

  log(level: number, message: string): void {
    this.parts.logs.add(level, this.parts.request.stepClass?.file ?? "step", message);
  }

  validateParameterValues(): void {
    this.parts.parameters.validateParameterValues();
  }

  addToReport(entry: ReportEntry): void {
    // Checked also when nothing is kept: a mistake must not appear only in production.
    const checked = toReportEntry(entry);
    if (this.parts.request.generateReport) this.report.push(checked);
  }

  /** The cache answers null for an entry that does not exist: a stored null is the same to a step. */
  async cacheRead(id: string): Promise<JsonValue | undefined> {
    const value = await this.parts.calls.ask({ kind: "cache.read", id: String(id) });
    return value === null ? undefined : value;
  }

  async cacheSave(id: string, value: JsonValue, ttlSeconds: number | undefined): Promise<void> {
    const plain = toJson(value, "A cached value");
    await this.parts.calls.ask({ kind: "cache.save", id: String(id), value: plain, ttlSeconds });
  }

  async cacheDelete(id: string): Promise<boolean> {
    return (await this.parts.calls.ask({ kind: "cache.delete", id: String(id) })) === true;
  }

  async readDiagnostics(): Promise<Diagnostics> {
    return (await this.parts.calls.ask({ kind: "diagnostics.read" })) as unknown as Diagnostics;
  }

  async trigger(request: TriggerRequest): Promise<{ runId: string }> {
    const index = this.triggers;
    this.triggers += 1;
    const answer = await this.parts.calls.ask({ kind: "run.trigger", index, request: toChildRequest(request) });
    const runId = isJsonObject(answer) ? answer.runId : undefined;
    if (typeof runId !== "string") throw new TypeError("The host gave no run id");
    return { runId };
  }

  /** Marks the step yellow. */
  warn(message: string): void {
    this.log(logLevels.warning, message);
  }
}

/** A run as a step asks for it, as plain JSON. */
export function toChildRequest(request: TriggerRequest | StepRequest): ChildRequest {
  const plain = toJson(request.parameters ?? {}, "The parameters of a run");
  const parameters = isJsonObject(plain) ? plain : {};
  const { queue } = request;
  if (!("step" in request)) {
    return { application: request.application, parameters, configuration: request.configuration, queue };
  }
  const { file, syncpack } = request.step;
  return { application: file, step: { file, syncpack }, parameters, configuration: undefined, queue };
}

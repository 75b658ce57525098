import type { JsonObject, JsonValue } from "../base/json.ts";
import type { AccessToken } from "../model/AccessToken.ts";
import type { Connection } from "../model/Connection.ts";
import type { Diagnostics } from "../model/Diagnostics.ts";
import type { ReportEntry } from "../model/Report.ts";

/** What `suspend` may wait for. */
export type SuspendRequest =
  /** `atOnce`: how many of the runs may go on at once; without it as many as their queues allow. */
  | { runs: (TriggerRequest | StepRequest)[]; atOnce?: number | undefined }
  | { until: Date }
  | { approval: { title: string } };

/** A run of another application. */
export interface TriggerRequest {
  application: string;
  parameters?: JsonObject;
  configuration?: string;
  queue?: string;
}

/** A run of a single step class with these values for its parameters; what it saves is in `data` under the name of the class. */
export interface StepRequest {
  step: { file: string; syncpack?: string | undefined };
  parameters?: JsonObject;
  queue?: string;
}

/** What ended a wait; the argument of `resume`. */
export type ResumeResult =
  | { kind: "runs"; runs: { runId: string; state: "SUCCESS" | "FAILURE" | "REVOKED"; data: Record<string, unknown> }[] }
  | { kind: "until" }
  | { kind: "approval"; approved: boolean; by: string; comment: string };

/** What the worker gives to a step instance: the port behind every function of BaseStep. One per attempt. */
export interface StepContext {
  readonly runId: string;
  readonly appName: string;
  readonly stepName: string;
  readonly attempt: number;
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
  /** The value of a declared parameter with every token resolved and its default filled in. */
  getParameter(name: string, lookupData?: unknown): unknown;
  /** Whether a value is written, or a default declared. */
  hasParameter(name: string): boolean;
  /** Throws ConnectionNotAvailableException. */
  getConnection(parameter: string): Connection;
  /** Rejects with ConnectionNotAvailableException. */
  getAccessToken(parameter: string, refused: string | undefined): Promise<AccessToken>;
  getParameterFromPreviousStep(parameter: string, step: string): unknown;
  getAppVariable(name: string): JsonValue | null;
  getDataFromStepByName(name: string): unknown;
  getDataFromStepByOrder(position: number): unknown;
  getAvailablePreviousStepInputPositions(): [string, number][];
  joinPreviousStepData(names?: string[]): unknown;
  streamPreviousStepData(names?: string[]): AsyncIterable<unknown>;
  /** Resolves when a dataset is written; other values are serialised when `execute` ends. */
  saveDataForNextStep(data: unknown): Promise<void>;
  getCurrentSavedData(): unknown;
  /** Throws for an unknown name. */
  routeTo(names: string[]): void;
  log(level: number, message: string): void;
  /** Throws with all missing or wrong parameters at once. */
  validateParameterValues(): void;
  /** Does nothing when the application makes no report. Throws a TypeError for what is no such entry. */
  addToReport(entry: ReportEntry): void;
  cacheRead(id: string): Promise<JsonValue | undefined>;
  cacheSave(id: string, value: JsonValue, ttlSeconds: number | undefined): Promise<void>;
  cacheDelete(id: string): Promise<boolean>;
  /** How the host is. */
  readDiagnostics(): Promise<Diagnostics>;
  /** Starts a run and does not wait. */
  trigger(request: TriggerRequest): Promise<{ runId: string }>;
}

import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Connection } from "../../model/Connection.ts";
import type { ReportEntry } from "../../model/Report.ts";
import type { StepError } from "../../model/RunRecord.ts";
import type { OutputManifest } from "../../model/StepManifest.ts";
import type { StoredData } from "../../model/StoredData.ts";

/** A compiled step class, loadable by a worker. */
export interface ClassReference {
  file: string;
  syncpack: string | undefined;
  /** That of an installed pack, whose steps run in workers of their own; absent = the class is the user's or ships with the program. */
  packEnvironment?: string;
  /** sha256 of the compiled module. */
  hash: string;
  /** Absolute path of the compiled module. */
  modulePath: string;
  /** Absolute folder from which its bare imports resolve. */
  originFolder: string;
}

/** What one direct producer hands over. */
export interface AttemptInput {
  /** Name of the producer. */
  step: string;
  /** Index among the direct producers, from 0, in producer order. */
  position: number;
  /** `none`: it saved nothing or its edge was not taken. `plain`: made by the host, such as the data of an error edge. */
  data: { kind: "none" } | { kind: "stored"; stored: StoredData } | { kind: "plain"; value: JsonValue };
}

/** One ended child run, handed to `resume`. */
export interface ChildResult {
  runId: string;
  state: "SUCCESS" | "FAILURE" | "REVOKED";
  /** Data of the child's steps without output edges. */
  data: { step: string; stored: StoredData }[];
}

/** What ended a wait. */
export type ResumeValue =
  | { kind: "runs"; runs: ChildResult[] }
  | { kind: "until" }
  | { kind: "approval"; approved: boolean; by: string; comment: string };

export interface AttemptLimits {
  /** Longest duration of the attempt, ms. */
  wallMs: number;
  /** Heap and resident memory of the process, MB. */
  memoryMb: number;
  /** Longest serialised output, bytes. */
  outputBytes: number;
  /** Most bytes of log lines and stdout. */
  logBytes: number;
}

/** Everything a worker needs for one attempt; nothing else of the host reaches it. */
export interface AttemptRequest {
  runId: string;
  appName: string;
  stepRunId: string;
  stepName: string;
  /** Attempts begun, this one included. */
  attempt: number;
  /**
   * execute the class, resume a suspended one, only join the producers' data (disabled steps), only say what a
   * parameter of some value would be, its step functions called, or only call one method and give what it returns.
   */
  mode:
    | { kind: "execute" }
    | { kind: "resume"; value: ResumeValue }
    | { kind: "join" }
    | { kind: "resolve"; value: JsonValue }
    | { kind: "call"; method: string };
  /** Processes are leased per environment: `own`, a pack that ships, or `pack@version+archive`. */
  environment: string;
  /** Undefined for mode join. */
  stepClass: ClassReference | undefined;
  /** Parameter values as written in the document. */
  parameters: JsonObject;
  /** Decrypted values of the run's configuration. */
  configuration: Record<string, JsonValue>;
  /** Those that the parameters of the step name, with their secrets. */
  connections: readonly Connection[];
  /** Resolved application variables of the run. */
  appVariables: Record<string, JsonValue>;
  inputs: AttemptInput[];
  /** By step name: recorded parameters of the finished ancestors, encrypted; only for a class that asks (manifest). */
  previousParameters: Record<string, Uint8Array> | undefined;
  /** Key of the run under which saved data and recorded parameters rest (32 bytes). */
  dataKey: Uint8Array;
  /** Absolute folder of the blob files. */
  blobFolder: string;
  /** Names of the consumers by output edge, and the declared outputs with their routes: what `routeTo` accepts. */
  consumers: string[];
  outputs: OutputManifest[];
  routes: Record<string, string[]>;
  /** Lines below it are not sent; 25 (flow) and above always are. */
  logLevel: number;
  limits: AttemptLimits;
  /** Run and step, stable across attempts. */
  idempotencyKey: string;
  generateReport: boolean;
  /** Whether to make a sample of the output (at most 64 KB of JSON). */
  sample: boolean;
}

/** A run a step asks for. */
export interface ChildRequest {
  /** Of a single step: what the run is called. */
  application: string;
  /** A step class instead of a stored application; `parameters` are its parameters then. */
  step?: { file: string; syncpack: string | undefined };
  parameters: JsonObject;
  /** undefined = the child's own alignment. */
  configuration: string | undefined;
  queue: string | undefined;
}

export type WaitRequest =
  /** `atOnce`: how many of them may go on at once; undefined = as their queues allow. */
  | { kind: "runs"; runs: ChildRequest[]; atOnce?: number | undefined }
  | { kind: "until"; until: number }
  | { kind: "approval"; title: string };

/** A sample of an output, before masking. */
export interface OutputSample {
  /** JSON text, at most 64 KB. */
  json: string;
  /** Inferred JSON schema. */
  schema: JsonObject;
  count: number | undefined;
  bytes: number;
}

interface EndedAttempt {
  /** A line at warning or above was logged. */
  warned: boolean;
  /** Recorded resolved parameters, encrypted under the data key. */
  parameters: Uint8Array | undefined;
}

export type AttemptOutcome =
  | (EndedAttempt & {
      kind: "success";
      data: StoredData | undefined;
      /** Consumers chosen by `routeTo`; undefined = all. */
      routes: string[] | undefined;
      report: ReportEntry[];
      sample: OutputSample | undefined;
    })
  | (EndedAttempt & { kind: "suspended"; wait: WaitRequest })
  | (EndedAttempt & { kind: "failure"; error: StepError })
  | (EndedAttempt & { kind: "revoked" })
  /** It was handed ahead and did not begin: what it should have followed goes on too long, or its worker is gone. */
  | (EndedAttempt & { kind: "returned" });

/** A line from a worker, not yet masked. `time` in ms. */
export interface AttemptLogLine {
  time: number;
  level: number;
  module: string;
  message: string;
}

/** What a step may ask of the host while it runs. */
export type HostCall =
  | { kind: "cache.read"; id: string }
  | { kind: "cache.save"; id: string; value: JsonValue; ttlSeconds: number | undefined }
  | { kind: "cache.delete"; id: string }
  /** One of those that the step names; answers with an `AccessToken`. */
  | { kind: "connection.token"; connection: string; refused: string | undefined }
  /** Answers with `Diagnostics`. */
  | { kind: "diagnostics.read" }
  /** `index` counts the triggers of this attempt from 0; answers `{runId}`. */
  | { kind: "run.trigger"; index: number; request: ChildRequest };

export interface AttemptHooks {
  onLog(lines: AttemptLogLine[]): void;
  /** Answers with a JSON value or throws a SluiceError that reaches the step by name and message. */
  onCall(call: HostCall): Promise<JsonValue>;
  /** The step's code begins now: at once, or when the attempt that it was handed behind has ended. */
  onBegin?(): void;
}

/** Attempts that wait in one worker at most. */
export const mostBehind = 7;

/** Where an attempt may begin. */
export interface Placement {
  /** Attempts of the same kin share capacity and secrets, so that one may wait in a worker behind another. */
  kin: object;
  /** Only behind an attempt of its kin that still runs; it ends as `returned` if none takes it or it does not begin soon. */
  ahead: boolean;
  /** There is capacity for it now: it waits only where its turn comes sooner than another process wakes, and comes back soon if it does not. */
  isFree?: boolean;
}

export interface Attempt {
  /** Resolves once; only after the process is dead if the attempt had to be killed. Never rejects but for a bug. */
  readonly done: Promise<AttemptOutcome>;
  /** Fires the step's signal; kills the process after `graceMs`. */
  revoke(graceMs: number): void;
}

/** The second door: where step code runs. */
export interface StepWorkers {
  /** Begins at once; the caller has counted capacity. Without a placement nothing waits behind it. */
  run(request: AttemptRequest, hooks: AttemptHooks, placement?: Placement): Attempt;
  /** Whether an attempt of a class may be handed ahead now. */
  hasRoom?(classHash: string, placement: Placement): boolean;
}

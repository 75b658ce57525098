import type { Clock } from "../../base/Clock.ts";
import type { JsonValue } from "../../base/json.ts";
import type { Random } from "../../base/Random.ts";
import type { AccessToken } from "../../model/AccessToken.ts";
import type { Connection } from "../../model/Connection.ts";
import type { Diagnostics } from "../../model/Diagnostics.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { FiringStart, RequestKey, RunPlan, RunStore } from "./RunStore.ts";
import type { AttemptLimits, ChildRequest, StepWorkers } from "./StepWorkers.ts";

/** The secrets of one run, in memory only. */
export interface RunSecrets {
  /** Decrypted values of the configuration. */
  configuration: Record<string, JsonValue>;
  /** The connections that a step names. */
  connections(step: string): readonly Connection[];
  dataKey: Uint8Array;
  /** Whether the run knows any secret but its data key. */
  hasSecrets: boolean;
  /** Replaces every secret of the run by `•••` (semantics, section 7). */
  mask(text: string): string;
}

export interface Secrets {
  /** Opens what a plan holds as ciphertext. Throws `key_missing`. */
  open(plan: RunPlan): RunSecrets;
}

/** A run ready to be accepted. */
export interface PlannedRun {
  record: RunRecord;
  plan: RunPlan;
  /** The due time of a schedule that it answers. */
  firing?: FiringStart;
  /** The request that it answers. */
  requestKey?: RequestKey;
}

/** Makes runs of stored applications, and of single steps, for steps that trigger them. */
export interface ChildPlanner {
  /**
   * One run for each request, in their order; those of one application use the same revision of it. Throws a SluiceError
   * (`not_found`, `invalid_document`, ...) that becomes the failure of the triggering step.
   */
  plan(
    requests: readonly ChildRequest[],
    parent: {
      record: RunRecord;
      plan: RunPlan;
      stepRunId: string;
      stepName: string;
      awaited: boolean;
      atOnce?: number | undefined;
    },
  ): Promise<PlannedRun[]>;
}

export interface StepCache {
  /** undefined = no such entry or expired. */
  read(id: string): JsonValue | undefined;
  save(id: string, value: JsonValue, ttlSeconds: number | undefined): Promise<void>;
  /** Whether there was one. */
  delete(id: string): Promise<boolean>;
}

/** Tokens of the OAuth 2.0 servers that connections name. */
export interface AccessTokens {
  /**
   * One that is good for now. `refused`: one that the other system takes no more, whatever its time. Throws `wrong_use` for a
   * connection of another kind or without a needed setting, `sign_in_needed` and `token_failed`.
   */
  get(connection: Connection, options?: { refused?: string | undefined }): Promise<AccessToken>;
}

/** What a step may know of the host. */
export interface DiagnosticsReader {
  read(): Promise<Diagnostics>;
}

export interface EngineSettings {
  /** Attempts at once; 0 = no such queue or no capacity. */
  queueLimit(queue: string): number;
  /** Default `attempt_timeout`, seconds. */
  attemptTimeout(): number;
  limits(): Omit<AttemptLimits, "wallMs">;
}

export interface EnginePorts {
  clock: Clock;
  random: Random;
  workers: StepWorkers;
  store: RunStore;
  secrets: Secrets;
  children: ChildPlanner;
  cache: StepCache;
  accessTokens: AccessTokens;
  settings: EngineSettings;
  diagnostics: DiagnosticsReader;
  /** Absolute folder of the blob files. */
  blobFolder: string;
  /** A fault of ours that has no run to report it to. */
  onBug(error: unknown): void;
}

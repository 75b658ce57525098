import type { JsonObject } from "../../base/json.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { ReportEntry } from "../../model/Report.ts";
import type { RunRecord } from "../../model/RunRecord.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { RunEvent } from "../RunEvent.ts";
import type { ClassReference, OutputSample } from "./StepWorkers.ts";

/** All that a run will ever use, fixed at acceptance (semantics, section 8). */
export interface RunPlan {
  document: ApplicationDocument;
  /** By `classKey(file, syncpack)`. */
  classes: Record<string, { reference: ClassReference; manifest: StepManifest }>;
  /** With its encrypted values as ciphertext. */
  configuration: ConfigurationDocument | undefined;
  /** Ciphertext of what each `$SECRET(...)` and `$ENV(...)` of the configuration stood for at acceptance, by the reference as written; absent = none. */
  references?: Record<string, string>;
  /** Run-time parameters; at rest under the data key. */
  parameters: JsonObject;
  /** The data key of the run, wrapped by the vault key. A child run and a re-run use the key of the first run. */
  wrappedDataKey: string;
  /** Ciphertexts of further secrets to mask: those of the runs that triggered it. */
  inheritedSecrets: string[];
  /** Step name to step id, when the application is stored. */
  stepIds: Record<string, string>;
  /** Step name to pinned output; only for runs started from the editor. */
  pins: Record<string, StoredData>;
  /** Limit of attempts at once for this run alone (`--workers`). */
  workers: number | undefined;
  /** How many runs that the same step waits for may go on at once; absent = as their queues allow. */
  atOnce?: number | undefined;
}

/** Which child of which attempt a run is: unique per step run, retry and index. */
export interface ChildKey {
  stepRunId: string;
  retry: number;
  index: number;
}

/** The due time of a schedule that a run answers. It is stored with the acceptance: neither is there without the other. */
export interface FiringStart {
  /** Name of the schedule. */
  schedule: string;
  /** The due time, ms. */
  at: number;
  /** due: the schedule goes on from the due time `from` to `nextAt`. waiting: it waited for the run before. manual: a person ran the schedule now. */
  kind: "due" | "waiting" | "manual";
  /** What the schedule was due at, `at` or earlier; it must still be. */
  from: number;
  /** Earlier due times that passed without a run. */
  missed: number;
  /** undefined = the schedule is never due again. */
  nextAt: number | undefined;
}

/** What a request is known by that starts a run once. It is stored with the acceptance: neither is there without the other. */
export interface RequestKey {
  /** Of the key and of who sent it. */
  digest: string;
  /** A digest of what was asked for. */
  content: string;
}

/** An event on its way into the store, with what must be stored with it but is not part of the stream. */
export type Commit =
  | {
      event: RunEvent & { type: "run.accepted" };
      plan: RunPlan;
      steps: { id: string; name: string; file: string; stepId: string | undefined }[];
      child: ChildKey | undefined;
      firing?: FiringStart;
      requestKey?: RequestKey;
    }
  | {
      event: RunEvent & { type: "step.finished" };
      output?: StoredData;
      parameters?: Uint8Array;
      /** Masked. */
      sample?: OutputSample;
      report?: ReportEntry[];
    }
  | {
      /** `parameters`: those of the suspended attempt. */
      event: RunEvent & { type: "step.waiting" };
      parameters?: Uint8Array;
    }
  | { event: Exclude<RunEvent, { type: "run.accepted" | "step.finished" | "step.waiting" }> };

/** A run that has not ended, as found on disk: its state is the fold of its events. */
export interface UnfinishedRun {
  record: RunRecord;
  plan: RunPlan;
  /** In the order of the document. */
  steps: { id: string; name: string; file: string; stepId: string | undefined }[];
  /** Without log lines, in order. */
  events: RunEvent[];
}

/** Where runs rest. Everything in one `commit` is stored in one transaction. */
export interface RunStore {
  /** Resolves when the items are on disk, with the events as numbered. Rejects if they are not; then nothing of them is stored. */
  commit(items: Commit[]): Promise<RunEvent[]>;
  /** Saved data by step run id; missing = saved nothing or pruned. */
  readOutputs(stepRunIds: string[]): Map<string, StoredData>;
  /** Recorded parameters by step run id, encrypted. */
  readParameters(stepRunIds: string[]): Map<string, Uint8Array>;
  findChildRun(key: ChildKey): string | undefined;
  findRun(runId: string): RunRecord | undefined;
  /** Step runs of a run by step name, for the data of an ended child. */
  stepRunIds(runId: string): Map<string, string>;
  readPlan(runId: string): RunPlan;
  loadUnfinishedRuns(): UnfinishedRun[];
}

/** Key of a step class within a plan. */
export function classKey(file: string, syncpack: string | undefined): string {
  return syncpack === undefined ? file : `${syncpack}/${file}`;
}

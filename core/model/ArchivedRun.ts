import type { JsonObject } from "../base/json.ts";
import type { ReportEntry } from "./Report.ts";
import type { DataSummary, RunRecord, StepRunRecord } from "./RunRecord.ts";

/** What a step saved, as it rests: encrypted under the data key of its run. */
export type ArchivedData =
  /** `bytes`: base64. */
  | { summary: DataSummary; bytes: string }
  /** The file of that name travels beside the run; `size` in bytes. */
  | { summary: DataSummary; blob: string; size: number };

/** A log line or an event of a run, in the order they were stored. */
export interface ArchivedEntry {
  type: string;
  /** ms since the epoch. */
  at: number;
  /** Of a step: its name and step run. */
  step?: string | undefined;
  stepRunId?: string | undefined;
}

/** An ended run as it travels in an archive. What is encrypted stays so; the key stays at home. */
export interface ArchivedRun {
  run: RunRecord;
  plan: {
    document: JsonObject;
    /** With its encrypted values as ciphertext. */
    configuration?: JsonObject | undefined;
    /** Ciphertexts by reference. */
    references?: Record<string, string> | undefined;
    /** Run-time parameters under the data key, base64. */
    parameters?: string | undefined;
    wrappedDataKey: string;
    inheritedSecrets: string[];
    stepIds: Record<string, string>;
    pins: Record<string, ArchivedData>;
  };
  steps: {
    record: StepRunRecord;
    /** Consumers it chose; absent = all. */
    routes?: string[] | undefined;
    output?: ArchivedData | undefined;
    /** Recorded parameters under the data key, base64. */
    parameters?: string | undefined;
  }[];
  entries: ArchivedEntry[];
  /** Which child of which step run it was. */
  child?: { stepRunId: string; retry: number; index: number } | undefined;
}

/** A report as it travels in an archive; it may have outlived its run. */
export interface ArchivedReport {
  runId: string;
  appName: string;
  /** ms since the epoch. */
  createdAt: number;
  entries: { step: string; entry: ReportEntry }[];
}

/** The blobs a run names. */
export function listBlobs({ plan, steps }: ArchivedRun): { blob: string; size: number }[] {
  const data = [...Object.values(plan.pins), ...steps.flatMap(({ output }) => output ?? [])];
  return data.flatMap((one) => ("blob" in one ? [{ blob: one.blob, size: one.size }] : []));
}

import type { ArchivedReport, ArchivedRun } from "../../model/ArchivedRun.ts";

/** Ended runs and reports as they rest, to be taken elsewhere, and those that come from elsewhere. */
export interface RunHistory {
  /** Ended runs, oldest first: of one application, or of all. */
  runIds(appName?: string): string[];
  reportIds(appName?: string): string[];
  hasRun(runId: string): boolean;
  hasStepRun(stepRunId: string): boolean;
  hasReport(runId: string): boolean;
  /** undefined = it was deleted meanwhile. */
  readRun(runId: string): ArchivedRun | undefined;
  readReport(runId: string): ArchivedReport | undefined;
  /** Stores a run whole; it never runs again. The files of its blobs are there. Rejects `already_exists`. */
  saveRun(run: ArchivedRun): Promise<void>;
  /** Rejects `already_exists`. */
  saveReport(report: ArchivedReport): Promise<void>;
  blobs: BlobFiles;
}

/** The files of saved data above 1 MB. */
export interface BlobFiles {
  /** undefined = it is gone. It stays readable until it is closed, also when it is deleted meanwhile. */
  open(blob: string): OpenBlob | undefined;
  /** Writes a file that is durable when this resolves; false = it was there. Throws what the pieces throw; then there is none. */
  save(blob: string, pieces: AsyncIterable<Uint8Array>): Promise<boolean>;
  delete(blob: string): Promise<void>;
}

export interface OpenBlob {
  size: number;
  /** Each in memory of its own. */
  pieces(): Iterable<Uint8Array>;
  close(): void;
}

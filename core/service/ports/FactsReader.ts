import type { Diagnostics, FailureDiagnostics, QueueDiagnostics } from "../../model/Diagnostics.ts";

/** What a store knows of itself. */
export interface StoreFacts extends Pick<Diagnostics, "disk" | "database"> {
  sqlite: string;
  /** Queues with unfinished runs. */
  queues: Omit<QueueDiagnostics, "limit">[];
  failures: { count: number; steps: FailureDiagnostics[] };
}

export interface FactsReader {
  /** Bytes of the database on disk, with its write-ahead log. */
  databaseSize(): Promise<number>;
  /** `since`: failures of runs that ended from then on (ms); at most `mostFailures` of them, newest first. */
  read(options: { since: number; mostFailures: number }): Promise<StoreFacts>;
}

/** How the program and its data folder are: what a step may know of the host. Holds no secret. Sizes in bytes, times in ms since the epoch. */
export interface Diagnostics {
  /** When it was read. */
  at: number;
  versions: {
    sluice: string;
    node: string;
    sqlite: string;
    /** Such as `linux x64`. */
    platform: string;
  };
  /** By name. */
  queues: QueueDiagnostics[];
  disk: {
    /** Of the disk the data folder lies on. */
    total: number;
    free: number;
    /** Saved data in files of its own. */
    blobs: number;
  };
  database: {
    /** Of the file, with its write-ahead log. */
    size: number;
    /** Part of it that is free for new rows. */
    free: number;
    runs: number;
    /** When the oldest run that is kept was accepted; null = there is none. */
    oldestRunAt: number | null;
    reports: number;
    applications: number;
  };
  /** Runs that failed within the last day. */
  failures: {
    count: number;
    /** The newest ones: one entry for each of their failed steps. */
    steps: FailureDiagnostics[];
  };
}

export interface QueueDiagnostics {
  name: string;
  /** Attempts at once. */
  limit: number;
  /** Runs that have not ended. */
  runs: number;
  /** Attempts at work. */
  running: number;
  /** Steps of these runs that wait for something: a worker, an earlier step, a retry, a person. */
  waiting: number;
}

export interface FailureDiagnostics {
  runId: string;
  appName: string;
  step: string;
  /** When the run ended. */
  at: number;
  exception: string;
  /** Masked. */
  message: string;
}

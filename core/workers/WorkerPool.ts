import type { Clock } from "../base/Clock.ts";
import type { StepWorkers } from "../engine/ports/StepWorkers.ts";
import type { ManifestReader } from "../service/ports/StepClasses.ts";
import type { WorkerFacts } from "../service/ports/WorkerFacts.ts";

/** What happens in the pool, for metrics and tests. */
export type WorkerEvent =
  | { kind: "started"; pid: number; environment: string }
  /** Its state was no longer clean after an attempt. */
  | { kind: "replaced"; pid: number; environment: string; reasons: string[] }
  | { kind: "ended"; pid: number; environment: string };

export interface WorkerPoolOptions {
  clock: Clock;
  /** Node 24 or newer; default: the one that runs this. */
  executable?: string;
  /** Memory limit of workers that are started ahead or to read a manifest, MB; an attempt uses them if its own limit is the same. */
  memoryMb?: number;
  /** Folder of Node's compile cache; halves the start of a worker. */
  compileCacheFolder?: string;
  /** Further arguments of Node for the workers of an environment, such as what they may do; default: none. */
  nodeArguments?(environment: string): readonly string[];
  /** Names of variables that the workers of an environment get besides the usual ones; default: none. */
  variables?(environment: string): readonly string[];
  /** Journals a live worker so that recovery can kill it; no attempt begins in it before. */
  recordWorker?(pid: number, startTime: string): Promise<void>;
  /** The worker of that pid is gone. */
  forgetWorker?(pid: number): void;
  /** `keep` idle workers stay for `keepMs`, the others for `excessMs`. */
  idle?: { keep: number; keepMs: number; excessMs: number };
  /** Longest time to read a manifest, ms. */
  describeMs?: number;
  onEvent?(event: WorkerEvent): void;
}

/** Child processes that run step code, leased per environment, one attempt at a time each. */
export interface WorkerPool extends StepWorkers, ManifestReader, WorkerFacts {
  /** Starts processes ahead until `count` of the environment are idle or starting. */
  warm(environment: string, count: number): void;
  /** Pids of all live workers. */
  pids(): number[];
  /** Kills every worker; running attempts end as failed. Resolves when all are gone. */
  close(): Promise<void>;
}

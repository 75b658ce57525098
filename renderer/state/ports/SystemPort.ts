import type { Role } from "../../../core/model/roles.ts";

export interface QueueItem {
  name: string;
  /** Attempts at once; 0 = its runs wait. */
  capacity: number;
  /** Steps at work. */
  running: number;
  /** Steps that are not decided or wait. */
  depth: number;
  /** Runs that have not ended. */
  runs: number;
}

export interface WorkerItem {
  pid: number;
  /** Whose code it runs: own, or pack@version. */
  environment: string;
  state: "starting" | "idle" | "busy";
  /** The attempt it runs. */
  task: { application: string; step: string } | undefined;
}

/** How long things are kept and what an attempt may take. */
export interface SystemSettings {
  /** Seconds from the end of a run to its deletion. */
  resultExpires: number;
  /** Seconds that reports are kept; 0 = for ever. */
  reportExpires: number;
  /** Seconds one attempt may take. */
  attemptTimeout: number;
  /** MB of one worker. */
  memoryMb: number;
}

export interface TokenItem {
  name: string;
  role: Role;
  user: string | undefined;
  /** ms since the epoch. */
  createdAt: number;
}

export interface OwnerItem {
  name: string;
  role: Role;
  /** false: cannot log in yet. */
  hasPassword: boolean;
  hasSecondFactor: boolean;
}

/** Where everything lies; sizes in bytes. */
export interface DataFolderFacts {
  /** On the computer of the host. */
  path: string;
  database: number;
  /** In files of its own. */
  savedData: number;
  /** On its disk. */
  free: number;
}

/** The program itself: queues, workers, settings, who may use it. Every call rejects with a sentence when it fails. */
export interface SystemPort {
  queues(): Promise<readonly QueueItem[]>;
  setQueue(name: string, capacity: number): Promise<void>;
  workers(): Promise<{ workers: readonly WorkerItem[]; restarts: number }>;
  settings(): Promise<SystemSettings>;
  changeSettings(change: Partial<SystemSettings>): Promise<SystemSettings>;
  tokens(): Promise<readonly TokenItem[]>;
  /** Resolves with the token itself, which is shown once. */
  addToken(name: string, role: Role): Promise<string>;
  removeToken(name: string): Promise<void>;
  owners(): Promise<readonly OwnerItem[]>;
  addOwner(name: string, given: { role: Role; password: string }): Promise<void>;
  changeOwner(name: string, role: Role): Promise<void>;
  removeOwner(name: string): Promise<void>;
  dataFolder(): Promise<DataFolderFacts>;
  about(): Promise<{ version: string; node: string }>;
}

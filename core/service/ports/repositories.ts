import type { JsonValue } from "../../base/json.ts";
import type { RunPlan } from "../../engine/ports/RunStore.ts";
import type { RunEvent } from "../../engine/RunEvent.ts";
import type { ApplicationDocument } from "../../model/ApplicationDocument.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import type { ReportEntry, ReportSummary } from "../../model/Report.ts";
import type { LogLine, RunRecord, RunState, StepRunRecord, TriggeredBy } from "../../model/RunRecord.ts";
import type { StepManifest } from "../../model/StepManifest.ts";
import type { StoredData } from "../../model/StoredData.ts";
import type { GestureRecord } from "./DraftRepository.ts";
import type { ClassFiles } from "./StepClasses.ts";
import type { Deletion } from "./TrashRepository.ts";

export interface ApplicationSummary {
  name: string;
  friendlyName: string;
  /** Number of the published revision; 0 = only a draft so far. */
  revision: number;
  hasDraft: boolean;
  steps: number;
  /** The configuration it is aligned with; empty = none. */
  configuration: string;
  updatedAt: number;
}

/** A document of an application with the ids of its steps. */
export interface StoredDocument {
  document: ApplicationDocument;
  /** Step name to step id. */
  stepIds: Record<string, string>;
  /** Of a draft that was edited: the ids in the order of its steps, those without a name included. */
  stepIdList?: string[];
  revision: number;
  author: string;
  comment: string;
  createdAt: number;
}

/** A revision without its document. */
export interface RevisionSummary {
  revision: number;
  author: string;
  comment: string;
  /** ms since the epoch. */
  createdAt: number;
  /** Of everything but the layout. */
  logicHash: string;
  layoutHash: string;
  steps: number;
}

export interface ApplicationRepository {
  list(): ApplicationSummary[];
  /** The published revision. */
  findPublished(name: string): StoredDocument | undefined;
  findDraft(name: string, user: string): StoredDocument | undefined;
  /** Of all users. */
  listDrafts(name: string): StoredDocument[];
  /** Of whichever user. */
  findNewestDraft(name: string): StoredDocument | undefined;
  findRevision(name: string, revision: number): StoredDocument | undefined;
  /** Newest first, older than `before`. */
  listRevisions(name: string, filter: { before?: number | undefined; limit: number }): RevisionSummary[];
  /** Number of the published revision, 0 = only drafts; undefined = no such application. */
  findRevisionNumber(name: string): number | undefined;
  /** The ids that the steps of a document get when it is stored: `publish` says how. */
  findStepIds(name: string, change: { document: ApplicationDocument; user: string }): Record<string, string>;
  /**
   * Adds a revision and makes it the published one. Steps of the same name keep their id. `record`: the author's draft is
   * published, and its journal says so. Throws `changed_meanwhile` when the published revision is not `expected`.
   */
  publish(
    name: string,
    change: {
      document: ApplicationDocument;
      author: string;
      comment: string;
      stepIds?: Record<string, string>;
      expected?: number;
      record?: GestureRecord;
    },
  ): Promise<StoredDocument>;
  /** `stepIds`, as in `publish`: ids the caller knows, such as those of renamed steps; they win over those of the same name. */
  saveDraft(
    name: string,
    change: { document: ApplicationDocument; user: string; stepIds?: Record<string, string> },
  ): Promise<StoredDocument>;
  /** It can be restored from the trash. */
  delete(name: string, deletion: Deletion): Promise<boolean>;
}

export interface ConfigurationRepository {
  list(): { name: string; friendlyName: string; variables: number; updatedAt: number }[];
  /** With encrypted values as ciphertext. */
  find(name: string): ConfigurationDocument | undefined;
  /** Keeps the earlier one as a revision. Refuses a document that holds plain text where `encrypted` is true (a bug of ours). */
  save(document: ConfigurationDocument): Promise<void>;
  /** It can be restored from the trash. */
  delete(name: string, deletion: Deletion): Promise<boolean>;
}

/** Secrets that configurations share, as ciphertext. */
export interface SecretRepository {
  /** By name. */
  list(): { name: string; updatedAt: number }[];
  /** The ciphertext. */
  find(name: string): string | undefined;
  /** Refuses plain text (a bug of ours). */
  save(name: string, cipher: string): Promise<void>;
  delete(name: string): Promise<boolean>;
}

/** One version of a step class. */
export interface StepClassVersion {
  file: string;
  syncpack: string | undefined;
  hash: string;
  source: string;
  /** The compiled module. */
  compiled: string;
  originFolder: string;
  /** That of the uploaded pack whose classes it extends. */
  packEnvironment?: string | undefined;
  manifest: StepManifest;
  createdAt: number;
}

export interface StepClassRepository {
  /** The user's own, present versions. */
  list(): StepClassVersion[];
  find(file: string): StepClassVersion | undefined;
  findByHash(hash: string): StepClassVersion | undefined;
  /** Whether there is a version of the hash; reads nothing of it. */
  has(hash: string): boolean;
  /** Every version that was once the present one, newest first. */
  listVersions(file: string): { hash: string; createdAt: number; current: boolean }[];
  /** Adds a version; `current` also makes it the one that new runs use under its file name. */
  save(version: StepClassVersion, options: { current: boolean }): Promise<void>;
  /** Finds the environments of the user's own versions that were stored before these were known, once for each. */
  settleEnvironments(find: (compiled: string) => string | undefined): Promise<void>;
  /** With its draft; both can be restored from the trash. */
  delete(file: string, deletion: Deletion): Promise<boolean>;
}

/** What somebody writes of a step class before it becomes a version. */
export interface StepClassDraft extends ClassFiles {
  file: string;
  author: string;
  updatedAt: number;
}

/** At most one draft of each of the user's own classes, and of those still to come. */
export interface StepClassDraftRepository {
  /** The names of the classes. */
  list(): string[];
  find(file: string): StepClassDraft | undefined;
  save(draft: StepClassDraft): Promise<void>;
  delete(file: string): Promise<boolean>;
}

export interface SettingRepository {
  get(key: string): JsonValue | undefined;
  set(key: string, value: JsonValue): Promise<void>;
}

export interface ReportFilter {
  appName?: string;
  /** Part of the name of the application or of the id of the run. */
  text?: string;
  /** Only reports of runs older than this one (cursor). */
  before?: string;
  /** At most this many, newest run first. */
  limit: number;
}

/** Reports of runs; they outlive the runs. Runs write them. */
export interface ReportRepository {
  list(filter: ReportFilter): ReportSummary[];
  /** All that fit, without cursor and limit. */
  count(filter: Pick<ReportFilter, "appName" | "text">): number;
  find(runId: string): ReportSummary | undefined;
  /** In the order they were stored. Secrets were masked before. */
  entries(runId: string): ReportEntry[];
  delete(runId: string): Promise<boolean>;
  /** Resolves with their number. */
  deleteOf(appName: string): Promise<number>;
  /** Deletes those made before a time (ms), a few rows at a time: each value is the number of reports that are gone with it. */
  slices(before: number): AsyncIterable<number>;
}

export interface CacheRepository {
  /** undefined = none or expired at `now` (ms). */
  read(id: string, now: number): JsonValue | undefined;
  save(id: string, value: JsonValue, expiresAt: number | undefined): Promise<void>;
  delete(id: string): Promise<boolean>;
}

export interface RunFilter {
  state?: RunState;
  appName?: string;
  triggeredBy?: TriggeredBy["kind"];
  queue?: string;
  /** Only runs that are kept. */
  kept?: true;
  /** Accepted at or after this time, ms. */
  from?: number;
  /** Accepted before this time, ms. */
  to?: number;
  /** Part of the name of the application, or the beginning of the id of a run; case counts only in ids. */
  text?: string;
  /** Only runs older than this one (cursor); it may be gone. */
  before?: string;
  /** At most this many, newest first. */
  limit: number;
}

export interface LogFilter {
  minLevel?: number;
  step?: string;
  text?: string;
  /** Only lines after this sequence number. */
  after?: number;
  limit: number;
}

/** What is going on in a queue. */
export interface QueueLoad {
  name: string;
  /** Runs that have not ended. */
  runs: number;
  /** Their steps that are not decided or wait. */
  depth: number;
  /** Their steps at work. */
  running: number;
}

/** The runs that a step has started, as the store has them. */
export interface ChildRuns {
  /** How many are in which state. */
  counts: Partial<Record<RunState, number>>;
  /** A part of them. `index` counts what one attempt started, from 0. */
  runs: { index: number; run: RunRecord }[];
}

/** What is read of runs; never changes anything. */
export interface RunReader {
  list(filter: RunFilter): RunRecord[];
  countUnfinished(): number;
  /** Queues with runs that have not ended. */
  queueLoads(): QueueLoad[];
  find(runId: string): RunRecord | undefined;
  stepRuns(runId: string): StepRunRecord[];
  findStepRun(stepRunId: string): StepRunRecord | undefined;
  /** Those that failed come first, and those of one state as they were started. */
  childRuns(stepRunId: string, filter: { state?: RunState | undefined; offset: number; limit: number }): ChildRuns;
  logs(runId: string, filter: LogFilter): LogLine[];
  /** Events and log lines after a sequence number, in order. */
  events(filter: { runId?: string; after: number; limit: number }): RunEvent[];
  /** Number of the newest event or log line; 0 = none. */
  lastEvent(): number;
  /** `parse` reads JSON texts, of which runs may share some. */
  plan(runId: string, parse?: (text: string) => unknown): RunPlan;
  output(stepRunId: string): StoredData | undefined;
  parameters(stepRunId: string): Uint8Array | undefined;
  /** The consumers an ended step had chosen. */
  routes(stepRunId: string): string[] | undefined;
  outputsExpired(runId: string): boolean;
}

/** Gives the room of deleted rows back to the disk. */
export interface Compactor {
  /** A few pages at a time; each value is the number of pages given back. Does nothing while little of the database is free. */
  slices(): AsyncIterable<number>;
}

export interface RunPruner {
  /**
   * Deletes ended runs that are not kept and ended before `before` (ms), with their outputs and blobs, a few rows at a time:
   * each value is the number of runs that are gone with it. Whoever iterates may rest between two of them, or stop.
   */
  slices(before: number): AsyncIterable<number>;
  /** All of it at once. Resolves with the number of runs. */
  prune(before: number): Promise<number>;
  /** Rejects `not_found`. */
  keep(runId: string, kept: boolean): Promise<void>;
}

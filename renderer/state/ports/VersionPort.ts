import type { DocumentDiff } from "../../../core/model/diff/DocumentDiff.ts";
import type { MergeChoice, MergeConflict } from "../../../core/model/merge/MergeResult.ts";
import type { EditState } from "../../../core/model/operations/EditState.ts";
import type { Problem } from "../../../core/model/Problem.ts";

/** A document of an application by where it is kept; a number is that of a revision. */
export type Version = "draft" | "published" | number;

/** One published state of the application. */
export interface Revision {
  revision: number;
  author: string;
  comment: string;
  /** ms since the epoch. */
  createdAt: number;
  steps: number;
}

/** A step class that the draft uses and somebody changed since its last version. */
export interface ChangedClass {
  name: string;
  isNew: boolean;
  /** Why it cannot become a version; undefined = it can. */
  problem: string | undefined;
  /** Names of the other applications that use it. */
  usedBy: readonly string[];
}

/** A place that names the application: a step that triggers it, or a schedule. */
export interface ApplicationUse {
  by: "application" | "configuration" | "schedule";
  name: string;
  step: string | undefined;
}

/** What publishing the draft would mean. */
export interface PublishPreview {
  published: number;
  /** 0 = there is nothing to publish. */
  changes: number;
  needsMerge: boolean;
  problems: readonly Problem[];
  classes: readonly ChangedClass[];
}

/** The names of an application: the one that others know it by, and the one people read. */
export interface ApplicationNames {
  name: string;
  friendlyName: string;
}

export interface PublishRequest {
  comment: string;
  /** Changed step classes to publish with it; `as`: under a new name, for this application only. */
  classes: readonly { name: string; as?: string }[];
  /** The name an application gets that was never published. */
  names?: ApplicationNames;
}

/** Published under a number; `unchanged`: it was so already. */
export interface Publication {
  name: string;
  revision: number;
  result: "published" | "unchanged";
}

/** What bringing in what somebody else published would change, or changed, in the draft. */
export interface DraftMerge {
  base: number;
  published: number;
  conflicts: readonly MergeConflict[];
  renamed: readonly { from: string; to: string }[];
  diff: DocumentDiff;
}

/**
 * Publishing one application, what was published, and what differs. What changes the draft comes to the windows as an
 * update of the draft. Every call rejects with a sentence when it cannot be done.
 */
export interface VersionPort {
  preview(): Promise<PublishPreview>;
  publish(request: PublishRequest): Promise<Publication>;
  /** A conflict without a choice is as in the draft. */
  merge(request: { choices: Readonly<Record<string, MergeChoice>>; dryRun: boolean }): Promise<DraftMerge>;
  /** Makes the draft what is published. */
  discard(): Promise<void>;
  /** Newest first, older than `before`. */
  list(before?: number): Promise<readonly Revision[]>;
  read(revision: number): Promise<EditState>;
  diff(from: Version, to: Version): Promise<DocumentDiff>;
  /** Makes the draft what a revision holds. */
  restore(revision: number): Promise<void>;
  /** Where the application is used, each place once. */
  uses(): Promise<readonly ApplicationUse[]>;
  /** Only an application that was never published gets another name. Resolves with it. */
  rename(names: ApplicationNames): Promise<string>;
  /** A new application, as a draft. Resolves with its name. */
  copy(version: Version, names: ApplicationNames): Promise<string>;
}

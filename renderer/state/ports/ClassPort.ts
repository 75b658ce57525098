import type { Unsubscribe } from "../../../core/base/Emitter.ts";
import type { JsonObject } from "../../../core/base/json.ts";
import type { PackVersions } from "../../../core/model/readPackVersions.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";

/** The step classes one can add, in the order of the registry, and how the class that a step means is found. */
export interface ClassList {
  classes: readonly StepManifest[];
  manifests: VersionLookup;
  /** The version of the SyncPack that a manifest of this list is from; undefined = it is from none. */
  versionOf(manifest: StepManifest): string | undefined;
  /** Those that are there and cannot be used in their newest version. */
  broken: readonly BrokenClass[];
  /** Why the class that a step means could not be read in the version that is kept; undefined = it was, or none is kept. */
  findKeptProblem(file: string, syncpack: string | undefined, versions: PackVersions): string | undefined;
  /** What packs are called for people, by their names. */
  packNames: ReadonlyMap<string, string>;
}

/** Finds the class that a step means, in the version of its pack that `versions` names, else in the newest. */
export type VersionLookup = (
  file: string,
  syncpack: string | undefined,
  versions?: PackVersions,
) => StepManifest | undefined;

/** A class of which nothing is known but its name, because it could not be read. */
export interface BrokenClass {
  file: string;
  syncpack: string | undefined;
  /** Why, in a sentence. */
  problem: string;
}

/** Where a class is from, if several have one of its name. */
export interface ClassOrigin {
  syncpack?: string | undefined;
  /** Version of the SyncPack; undefined = the newest. */
  packVersion?: string | undefined;
}

/** The text of a step class as the host has it. */
export interface ClassText {
  /** The draft when there is one, else the present version. */
  code: string;
  /** The path of the class itself, from which it imports its files. */
  main: string;
  /** Texts of files it imports by path, by path. */
  files: Readonly<Record<string, string>>;
  /** One of the user's own, which can be edited and deleted. */
  isOwn: boolean;
  isDraft: boolean;
  /** The pack or folder that holds it, or that it is one's own. */
  owner: string;
  manifest: StepManifest | undefined;
  /** Names of the applications that use it. */
  usedBy: readonly string[];
}

/** One place in the code of a class that the compiler refused. */
export interface CodeError {
  /** The file among those of the class. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  message: string;
}

/** Whether a draft could become a version. */
export interface ClassCheck {
  /** Its manifest; undefined = it cannot become one yet. */
  manifest: StepManifest | undefined;
  /** Why not, in a sentence. */
  problem: string | undefined;
  errors: readonly CodeError[];
}

export interface ClassVersion {
  hash: string;
  /** ms since the epoch. */
  createdAt: number;
  isCurrent: boolean;
}

/** Reads and writes step classes. Every call rejects with a sentence when it cannot be done. */
export interface ClassPort {
  list(): Promise<ClassList>;
  open(name: string, from?: ClassOrigin): Promise<ClassText>;
  /** Resolves when the draft is on disk. Others editing it are not asked: the last one counts. */
  saveDraft(name: string, code: string): Promise<ClassCheck>;
  discardDraft(name: string): Promise<void>;
  /** Makes the draft the version that new runs use. Resolves with the names of the applications that use it. */
  publish(name: string): Promise<readonly string[]>;
  /** Makes a class from a text. */
  create(name: string, code: string): Promise<void>;
  /** Makes the text of any class an own one under another name, and under another friendly name if there is one. */
  copy(name: string, options: { syncpack: string | undefined; to: string; friendlyName?: string }): Promise<void>;
  /** Deletes an own class with its draft. */
  remove(name: string): Promise<void>;
  /** Newest first. */
  versions(name: string): Promise<readonly ClassVersion[]>;
  versionCode(name: string, hash: string): Promise<string>;
  /** Calls back when a class may have become another one, through any window. */
  subscribe(listener: () => void): Unsubscribe;
  /** The schema of what each step saved last in runs of an application, by step id; a step without data is left out. */
  readSchemas(application: string, steps: readonly string[]): Promise<ReadonlyMap<string, JsonObject>>;
}

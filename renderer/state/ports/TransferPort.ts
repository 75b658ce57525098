import type { JsonObject } from "../../../core/base/json.ts";
import type { Count } from "./WorkPort.ts";

export type ImportKind = "step_class" | "configuration" | "secret" | "application" | "schedule" | "queue";

/** What some files hold, on its way in. Nothing of it is run. */
export interface ImportBundle {
  /** A ZIP archive of an export. */
  archive?: Uint8Array;
  applications: JsonObject[];
  configurations: JsonObject[];
  stepClasses: { main: string; files: Record<string, string> }[];
}

/** What to do with one item, by the name it has in the bundle. */
export interface ImportChoice {
  kind: ImportKind;
  name: string;
  action: "overwrite" | "skip" | "rename";
  newName?: string;
}

/** One thing an import would do or did. */
export interface ImportRow {
  kind: ImportKind;
  /** The name it has or gets here. */
  name: string;
  /** The name in the bundle. */
  original: string;
  /** `conflict`: something else has its name and nobody chose; it stays out. `missing`: something needs it, and it is not there. */
  action: "create" | "overwrite" | "rename" | "unchanged" | "skip" | "conflict" | "refused" | "missing";
  message: string | undefined;
  /** Encrypted variables that have to be set again. */
  unset: readonly string[];
  neededBy: readonly string[];
  /** Errors of an application, which keep it from being published. */
  errors: number;
}

/** A value that an import left open. */
export type Filling =
  | { kind: "secret"; name: string; value: string }
  | { kind: "variable"; configuration: string; name: string; value: string }
  /** `capacity`: attempts at once. */
  | { kind: "queue"; name: string; capacity: number };

/** How to take in a bundle. */
export interface ImportRequest {
  choices: readonly ImportChoice[];
  /** Only says what would come in. */
  dryRun: boolean;
  /** Ends it; what came in stays. */
  signal?: AbortSignal;
  /** Told now and then of an import that takes longer: how many items were looked at, then how many came in. */
  onProgress?(count: Count): void;
}

/** Taking things in and out. Every call rejects with a sentence when it cannot be done. */
export interface TransferPort {
  /** Applications become drafts of whoever works here. */
  import(bundle: ImportBundle, request: ImportRequest): Promise<ImportRow[]>;
  /** Sets what is missing. */
  fill(filling: Filling): Promise<void>;
  /** Adds an application; a draft it is when it has errors. `taken`: there is one of its name. */
  addApplication(document: JsonObject): Promise<"published" | "draft" | "taken">;
  /** What is published under a name, else its draft. */
  readApplication(name: string): Promise<JsonObject>;
  /** A ZIP archive of an application with the configurations, step classes and secrets it needs. */
  exportArchive(application: string, signal?: AbortSignal): Promise<Uint8Array>;
}

import type { JsonObject } from "../../../core/base/json.ts";

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
  /** It was taken in as a draft, because it has errors. */
  isDraft: boolean;
}

/** Taking things in and out. Every call rejects with a sentence when it cannot be done. */
export interface TransferPort {
  /** `dryRun`: only says what would come in. */
  import(bundle: ImportBundle, options: { choices: readonly ImportChoice[]; dryRun: boolean }): Promise<ImportRow[]>;
  /** A ZIP archive of an application with the configurations, step classes and secrets it needs. */
  exportArchive(application: string): Promise<Uint8Array>;
}

import type { Problem } from "../../model/Problem.ts";

export type ImportKind = "step_class" | "configuration" | "secret" | "application" | "schedule" | "queue";

/** One thing an import would do or did. */
export interface ImportItem {
  kind: ImportKind;
  /** The name it has or gets here. */
  name: string;
  /**
   * `rename`: it comes in under another name. `conflict`: something else has its name, and nobody chose what to do; it
   * stays out. `skip`: it stays out on purpose. `refused`: it cannot be taken in. `missing`: something that is taken in
   * needs it, and it is not there.
   */
  action: "create" | "overwrite" | "rename" | "unchanged" | "skip" | "conflict" | "refused" | "missing";
  /** The name in the bundle, when that is another one. */
  renamedFrom?: string;
  /** Why it stays out or is missing, and what to do. */
  message?: string;
  /** Encrypted variables without a usable value, to be set again. */
  unset?: string[];
  /** Names of what needs it. */
  neededBy?: string[];
  /** An application that was taken in as a draft: because it has errors, or because that was asked for. */
  draft?: boolean;
  problems?: Problem[];
}

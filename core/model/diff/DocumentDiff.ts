import type { JsonValue } from "../../base/json.ts";

/** What a difference is about. `application`: a key of the document itself; `layout`: one of the layout itself. */
export type DiffSubject = "application" | "step" | "variable" | "position" | "group" | "note" | "layout";

/** One difference between an earlier and a later document. */
export interface DiffItem {
  /** `moved`: another place in the list of steps, or of a card. */
  kind: "added" | "removed" | "renamed" | "changed" | "moved";
  of: DiffSubject;
  /** Id of the step, group or note, name of the variable. */
  id?: string;
  /** Name in the later document; of what was removed, in the earlier one. */
  name?: string;
  /** JSON path in the later document; of what was removed, in the earlier one. */
  path: string;
  /** Absent: it did not exist. */
  from?: JsonValue;
  /** Absent: it does not exist any more. */
  to?: JsonValue;
}

/** All differences of two documents: those that runs can see, and those only the canvas shows. */
export interface DocumentDiff {
  logic: DiffItem[];
  layout: DiffItem[];
}

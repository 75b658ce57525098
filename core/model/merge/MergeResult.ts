import type { JsonValue } from "../../base/json.ts";
import type { EditState } from "../operations/EditState.ts";

/** One place that both sides changed differently. */
export interface MergeConflict {
  /** Names the place; the same in every merge of the same documents. */
  id: string;
  of: "application" | "step" | "variable" | "order";
  /** Id of the step or name of the variable. */
  subject?: string;
  name?: string;
  /** Keys within the step, variable or application; empty = all of it, which one side removed. */
  path: string[];
  /** Absent on a side: it does not exist there. */
  base?: JsonValue;
  theirs?: JsonValue;
  mine?: JsonValue;
}

export type MergeChoice = "mine" | "theirs";

export interface MergeResult {
  /** Conflicts without a choice are as in `mine`. */
  state: EditState;
  conflicts: MergeConflict[];
  /** Steps of mine that got another name, because theirs has a new step of that name. */
  renamed: { step: string; from: string; to: string }[];
}

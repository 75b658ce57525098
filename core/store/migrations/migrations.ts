import { initial } from "./001_initial.ts";
import { secrets } from "./002_secrets.ts";
import { tokens } from "./003_tokens.ts";
import { schedules } from "./004_schedules.ts";
import { reports } from "./005_reports.ts";
import { runLists } from "./006_run_lists.ts";
import { users } from "./007_users.ts";
import { draftGestures } from "./008_draft_gestures.ts";
import { stepClassDrafts } from "./009_step_class_drafts.ts";
import { smallResults } from "./010_small_results.ts";
import { requestKeys } from "./011_request_keys.ts";
import { trash } from "./012_trash.ts";
import { userSettings } from "./013_user_settings.ts";
import { draftPins } from "./014_draft_pins.ts";
import { tokenUsers } from "./015_token_users.ts";
import { syncPacks } from "./016_syncpacks.ts";
import { connectionTokens } from "./017_connection_tokens.ts";
import { classEnvironments } from "./018_class_environments.ts";
import { runsAtOnce } from "./019_runs_at_once.ts";
import { draftChanges } from "./020_draft_changes.ts";
import { toldSteps } from "./021_told_steps.ts";
import { endedRunIndexes } from "./022_ended_run_indexes.ts";

/** One change of the tables. Once released its text never changes: the hash is checked. */
export interface Migration {
  /** From 1, without gaps. */
  number: number;
  name: string;
  sql: string;
}

/** All migrations, in order. Adding one: a new file and a line here. */
export const migrations: readonly Migration[] = [
  { number: 1, name: "initial", sql: initial },
  { number: 2, name: "secrets", sql: secrets },
  { number: 3, name: "tokens", sql: tokens },
  { number: 4, name: "schedules", sql: schedules },
  { number: 5, name: "reports", sql: reports },
  { number: 6, name: "run_lists", sql: runLists },
  { number: 7, name: "users", sql: users },
  { number: 8, name: "draft_gestures", sql: draftGestures },
  { number: 9, name: "step_class_drafts", sql: stepClassDrafts },
  { number: 10, name: "small_results", sql: smallResults },
  { number: 11, name: "request_keys", sql: requestKeys },
  { number: 12, name: "trash", sql: trash },
  { number: 13, name: "user_settings", sql: userSettings },
  { number: 14, name: "draft_pins", sql: draftPins },
  { number: 15, name: "token_users", sql: tokenUsers },
  { number: 16, name: "syncpacks", sql: syncPacks },
  { number: 17, name: "connection_tokens", sql: connectionTokens },
  { number: 18, name: "class_environments", sql: classEnvironments },
  { number: 19, name: "runs_at_once", sql: runsAtOnce },
  { number: 20, name: "draft_changes", sql: draftChanges },
  { number: 21, name: "told_steps", sql: toldSteps },
  { number: 22, name: "ended_run_indexes", sql: endedRunIndexes },
];

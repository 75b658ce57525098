import { renameInCode } from "../state/refactor/codeUses.ts";
import { isSameRename, type Rename } from "../state/refactor/createRenameMemory.ts";
import { followRename } from "./followRename.ts";
import { editOwnCode } from "./ownCode.ts";
import type { Workbench } from "./Workbench.ts";

export interface StepRename {
  /** The id of the step, which has its new name already. */
  step: string;
  from: string;
  to: string;
  /** Names of own classes whose code changes. */
  files: readonly string[];
}

/** Lets the code of own classes follow a step to its new name, as their drafts, and keeps what undo takes back. Tells what fails. */
export async function renameInClasses(workbench: Workbench, { step, from, to, files }: StepRename): Promise<void> {
  const { document, renames, notify } = workbench;
  const change = (code: string): string => renameInCode(code, { from, to, kind: "step" });
  const edits = await Promise.allSettled(files.map((file) => editOwnCode(workbench, { file, change })));
  for (const edit of edits) if (edit.status === "rejected") notify((edit.reason as Error).message, "error");
  const changes = edits.flatMap((edit) => (edit.status === "fulfilled" ? [edit.value] : []));
  // One without changes too: an earlier rename of the same name is not the one that undo takes back.
  const rename: Rename = { kind: "step", step, from, to, changes };
  renames.keep(rename);
  // It was undone meanwhile.
  const isUndone = document.store.getState().flow.byId.get(step)?.name === from;
  if (isUndone) followRename(workbench, "undo", (one) => isSameRename(one, rename));
}

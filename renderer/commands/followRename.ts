import type { CodeChange, Rename } from "../state/refactor/createRenameMemory.ts";
import { text } from "../text/texts.ts";
import { copyClass, editOwnCode, isMoved, removeUnused } from "./ownCode.ts";
import type { Workbench } from "./Workbench.ts";

/** Undoes a rename, or does it again, in the code of step classes, if one of those that are meant is next. Tells what fails. */
export function followRename(workbench: Workbench, way: "undo" | "redo", isMeant: (rename: Rename) => boolean): void {
  const rename = workbench.renames.turn(way, isMeant);
  if (rename === undefined) return;
  const tell = (error: Error): void => workbench.notify(error.message, "error");
  if (rename.kind === "class") {
    const { from, to } = rename;
    moveClass(workbench, way === "undo" ? { from: to, to: from } : { from, to }).catch(tell);
    return;
  }
  for (const change of rename.changes) repeat(workbench, way === "undo" ? turn(change) : change).catch(tell);
}

async function moveClass(workbench: Workbench, names: { from: string; to: string }): Promise<void> {
  try {
    await copyClass(workbench, names);
    await removeUnused(workbench, names.from);
  } catch (error) {
    // Another window was faster.
    if (!(await isMoved(workbench, names))) throw error;
  }
}

function turn({ file, before, after }: CodeChange): CodeChange {
  return { file, before: after, after: before };
}

async function repeat(workbench: Workbench, { file, before, after }: CodeChange): Promise<void> {
  const done = await editOwnCode(workbench, { file, change: (code) => (code === before ? after : code) });
  if (done.after !== after) workbench.notify(text("rename.code.edited", { name: file }), "info");
}

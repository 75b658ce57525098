import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { Flow } from "../state/flow/Flow.ts";
import type { CodeChange, Rename } from "../state/refactor/createRenameMemory.ts";
import { text } from "../text/texts.ts";
import { copyClass, editOwnCode, isMoved, removeUnused } from "./ownCode.ts";
import type { Workbench } from "./Workbench.ts";

/** Lets the code of step classes follow when a rename is undone or done again: it is no part of the document. */
export function watchRenames(workbench: Workbench): Unsubscribe {
  const { document, renames, notify } = workbench;
  return document.store.subscribe(({ flow }, { flow: before }) => {
    if (flow === before || renames.isBusy()) return;
    for (const rename of renames.all()) {
      const way = findWay(rename, { before, after: flow });
      if (way === undefined) continue;
      follow(workbench, rename, way).catch((error: Error) => notify(error.message, "error"));
    }
  });
}

function findWay(rename: Rename, flows: { before: Flow; after: Flow }): "undo" | "redo" | undefined {
  const { from, to } = rename;
  if (hasGone(rename, flows, { from: to, to: from })) return "undo";
  return hasGone(rename, flows, { from, to }) ? "redo" : undefined;
}

/** Whether what was renamed had one name and has another one now. */
function hasGone(
  rename: Rename,
  { before, after }: { before: Flow; after: Flow },
  { from, to }: { from: string; to: string },
): boolean {
  if (rename.kind === "step") {
    return before.byId.get(rename.step)?.name === from && after.byId.get(rename.step)?.name === to;
  }
  return after.steps.some(({ id, file, syncpack }) => {
    const old = before.byId.get(id);
    return file === to && syncpack === undefined && old?.file === from && old.syncpack === undefined;
  });
}

async function follow(workbench: Workbench, rename: Rename, way: "undo" | "redo"): Promise<void> {
  if (rename.kind === "step") {
    const changes = rename.changes.map((one) => (way === "undo" ? turn(one) : one));
    await Promise.all(changes.map((change) => repeat(workbench, change)));
    return;
  }
  const names = way === "undo" ? { from: rename.to, to: rename.from } : rename;
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

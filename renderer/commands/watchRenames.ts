import type { Unsubscribe } from "../../core/base/Emitter.ts";
import type { Flow } from "../state/flow/Flow.ts";
import type { Rename } from "../state/refactor/createRenameMemory.ts";
import { followRename } from "./followRename.ts";
import type { Workbench } from "./Workbench.ts";

/**
 * Lets the code of step classes follow when this window undoes a rename or does it again: it is no part of the document. What
 * another window does, that one follows.
 */
export function watchRenames(workbench: Workbench): Unsubscribe {
  return workbench.document.store.subscribe(({ flow, revert }, { flow: before }) => {
    if (flow === before || revert === undefined) return;
    followRename(workbench, revert, (rename) => {
      const { from, to } = rename;
      return hasGone(rename, { before, after: flow }, revert === "undo" ? { from: to, to: from } : { from, to });
    });
  });
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

import { useEffect } from "react";
import { runCommand } from "../../commands/commands.ts";
import { findCommandForKey, isMac, type KeyPlace } from "../../commands/keys.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import type { SessionState } from "../../state/session/SessionState.ts";

const fields = "input, textarea, select, [contenteditable=true], .monaco-editor";
const tables = "table, [role=grid], [data-keys=table]";
const dialogs = "[role=dialog], [role=menu]";

/** Runs commands by their keys. A key that is ours but not possible now does nothing else either. */
export function useKeys(): void {
  const workbench = useWorkbench();
  useEffect(() => {
    let wasAsking = false;
    // A dialog that has not got the focus yet closes by the key before it comes here: it was meant for that all the same.
    const onEarly = (): void => {
      wasAsking = isAsking(workbench.session.store.getState());
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      // Where the key went: a dialog that closes by it gives the focus away before it comes here.
      const place = event.target instanceof Element ? event.target : document.activeElement;
      const state = workbench.session.store.getState();
      const where: KeyPlace = {
        isText: place?.closest(fields) != null,
        // What is pressed in a row has its own Enter.
        isTable: place?.closest(tables) != null && place.closest("button, a, [role=button]") === null,
        isCode: place?.closest(".monaco-editor") != null,
        isDialog: place?.closest(dialogs) != null || wasAsking || isAsking(state),
        isCanvas: place?.closest(".flow-canvas") != null,
        letterKeys: state.letterKeys,
        isMac: isMac(),
      };
      const command = findCommandForKey(event, where, workbench.keys.store.getState());
      if (command === undefined) return;
      event.preventDefault();
      runCommand(workbench, command);
    };
    window.addEventListener("keydown", onEarly, { capture: true });
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onEarly, { capture: true });
      window.removeEventListener("keydown", onKey);
    };
  }, [workbench]);
}

/** Whether a dialog is open, or about to be: what is typed meanwhile is meant for it. */
function isAsking({ palette, opener, dialog, customRun, renaming, keyList, newClass }: SessionState): boolean {
  return palette || opener || customRun || keyList || newClass || dialog !== undefined || renaming !== undefined;
}

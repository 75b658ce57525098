import { useEffect } from "react";
import { runCommand } from "../../commands/commands.ts";
import { findCommandForKey, isMac } from "../../commands/keys.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";

const fields = "input, textarea, select, [contenteditable=true], .monaco-editor";
const dialogs = "[role=dialog], [role=menu]";

/** Runs commands by their keys. A key that is ours but not possible now does nothing else either. */
export function useKeys(): void {
  const workbench = useWorkbench();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const { activeElement } = document;
      const command = findCommandForKey(event, {
        isText: activeElement?.closest(fields) != null,
        isDialog: activeElement?.closest(dialogs) != null,
        isCanvas: activeElement?.closest(".flow-canvas") != null,
        letterKeys: workbench.session.store.getState().letterKeys,
        isMac: isMac(),
      });
      if (command === undefined) return;
      event.preventDefault();
      runCommand(workbench, command);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [workbench]);
}

import { useEffect } from "react";
import { commands, runCommand } from "../commands/commands.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";
import { text } from "../text/texts.ts";
import { desktop } from "./desktop.ts";
import { listMenus } from "./listMenus.ts";

/** The commands in the menu of the desktop program while an application is on screen. */
export function useDesktopMenu(): void {
  const workbench = useWorkbench();
  useEffect(() => {
    if (desktop === undefined) return undefined;
    const bridge = desktop;
    const show = (): void => void bridge.setMenu(listMenus(workbench.keys.store.getState()));
    show();
    const unsubscribeKeys = workbench.keys.store.subscribe(show);
    const unsubscribe = bridge.onCommand((id) => {
      const command = commands.find((each) => each.id === id);
      if (command === undefined) return;
      const refusal = command.refusal(workbench);
      if (refusal === undefined) runCommand(workbench, command);
      else workbench.notify(text(refusal), "info");
    });
    return () => {
      unsubscribe();
      unsubscribeKeys();
      void bridge.setMenu([]);
    };
  }, [workbench]);
}

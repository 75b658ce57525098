import { useEffect } from "react";
import { useLocation, useSearch } from "wouter";
import { getCommand, runCommand } from "../commands/commands.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";

/** Shows what the draft changes when the address asks for it, once: a reload does not ask again. */
export function useChangesAddress(isReady: boolean): void {
  const workbench = useWorkbench();
  const [address, go] = useLocation();
  const isWanted = new URLSearchParams(useSearch()).has("changes");
  useEffect(() => {
    if (!isReady || !isWanted) return;
    go(address, { replace: true });
    runCommand(workbench, getCommand("file.changes"));
  }, [isReady, isWanted, workbench, address, go]);
}

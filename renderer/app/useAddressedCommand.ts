import { useEffect } from "react";
import { useLocation, useSearch } from "wouter";
import type { CommandId } from "../commands/Command.ts";
import { getCommand, runCommand } from "../commands/commands.ts";
import { useWorkbench } from "../commands/WorkbenchContext.ts";

/** What an address may ask for: to see what the draft changes, to choose how to run it. */
const asked: readonly (readonly [key: string, command: CommandId])[] = [
  ["changes", "file.changes"],
  ["custom", "run.custom"],
];

/** Runs the command that the address asks for, once: a reload does not ask again. */
export function useAddressedCommand(isReady: boolean): void {
  const workbench = useWorkbench();
  const [address, go] = useLocation();
  const search = useSearch();
  const command = asked.find(([key]) => new URLSearchParams(search).has(key))?.[1];
  useEffect(() => {
    if (!isReady || command === undefined) return;
    go(address, { replace: true });
    runCommand(workbench, getCommand(command));
  }, [isReady, command, workbench, address, go]);
}

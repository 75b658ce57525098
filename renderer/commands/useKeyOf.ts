import { useStore } from "zustand";
import type { OwnKeys } from "../state/keys/createKeyStore.ts";
import type { Command, CommandId } from "./Command.ts";
import { getCommand } from "./commands.ts";
import { isKeyOf, isMac, keysOf, printKey } from "./keys.ts";
import { useWorkbench } from "./WorkbenchContext.ts";

/** The keys that this person gave to commands. */
export function useOwnKeys(): OwnKeys {
  return useStore(useWorkbench().keys.store);
}

/** The key of a command as it is printed; undefined = it has none. */
export function useKeyOf(command: Command): string | undefined {
  return printKeyOf(command, useOwnKeys());
}

/** Finds out whether a key of a command was pressed. */
export function useIsKeyOf(id: CommandId): (event: KeyboardEvent) => boolean {
  const own = useOwnKeys();
  return (event) => isKeyOf(getCommand(id), event, { own, isMac: isMac() });
}

/** The same where the keys are known. */
export function printKeyOf(command: Command, own: OwnKeys): string | undefined {
  const [key] = keysOf(command, own);
  return key === undefined ? undefined : printKey(key, isMac());
}

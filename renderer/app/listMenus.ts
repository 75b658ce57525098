import type { DesktopMenu } from "../../electron/preload/DesktopBridge.ts";
import type { Command, MenuName } from "../commands/Command.ts";
import { commands } from "../commands/commands.ts";
import { keysOf } from "../commands/keys.ts";
import type { OwnKeys } from "../state/keys/createKeyStore.ts";
import { text } from "../text/texts.ts";

const menus: readonly MenuName[] = ["file", "edit", "step", "arrange", "view", "run"];

/** The command list as menus of the system. */
export function listMenus(own: OwnKeys = {}): DesktopMenu[] {
  return menus.map((menu) => ({
    title: text(`menu.${menu}`),
    items: commands
      .filter((command) => command.menu === menu)
      .map((command) => ({
        id: command.id,
        title: text(`command.${command.id}`),
        accelerator: acceleratorOf(command, own),
      })),
  }));
}

/** Keys that count everywhere in the window: the system would take others away from text fields. */
function acceleratorOf(command: Command, own: OwnKeys): string | undefined {
  const { scope, isNative } = command;
  const key = keysOf(command, own).find((each) => each.startsWith("Mod+") || /^F\d+$/.test(each));
  if (key === undefined || scope !== "window" || isNative || !isKnownToSystem(key)) return undefined;
  return key
    .replace(/\+\+$/, "+Plus")
    .replace("Mod", "CommandOrControl")
    .replace(/Arrow(?=Up|Down|Left|Right)/, "");
}

function isKnownToSystem(key: string): boolean {
  return /(^|\+)([A-Z0-9=\-.,/?+]|F\d+|Arrow(Up|Down|Left|Right)|Enter|Backspace|Delete)$/.test(key);
}

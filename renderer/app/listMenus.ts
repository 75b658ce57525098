import type { DesktopMenu } from "../../electron/preload/DesktopBridge.ts";
import type { Command, MenuName } from "../commands/Command.ts";
import { commands } from "../commands/commands.ts";
import { text } from "../text/texts.ts";

const menus: readonly MenuName[] = ["file", "edit", "step", "arrange", "view", "run"];

/** The command list as menus of the system. */
export function listMenus(): DesktopMenu[] {
  return menus.map((menu) => ({
    title: text(`menu.${menu}`),
    items: commands
      .filter((command) => command.menu === menu)
      .map((command) => ({
        id: command.id,
        title: text(`command.${command.id}`),
        accelerator: acceleratorOf(command),
      })),
  }));
}

/** Keys that count everywhere in the window: the system would take others away from text fields. */
function acceleratorOf({ keys, scope, isNative }: Command): string | undefined {
  const key = keys?.find((each) => each.startsWith("Mod+") || /^F\d+$/.test(each));
  if (key === undefined || scope !== "window" || isNative) return undefined;
  return key
    .replace(/\+\+$/, "+Plus")
    .replace("Mod", "CommandOrControl")
    .replace(/Arrow(?=Up|Down|Left|Right)/, "");
}

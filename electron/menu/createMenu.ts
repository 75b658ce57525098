import type { DesktopMenu } from "../preload/DesktopBridge.ts";

type Template = Electron.MenuItemConstructorOptions;

export interface MenuParts {
  platform: NodeJS.Platform;
  menus: readonly DesktopMenu[];
  run(id: string): void;
}

/**
 * The menu of the program: the commands of the page between what the system expects. On a Mac the clipboard and its keys need
 * entries of their own; elsewhere the page keeps its keys, and the menu only shows them.
 */
export function createMenu({ platform, menus, run }: MenuParts): Template[] {
  const isMac = platform === "darwin";
  const own = menus.map(
    ({ title, items }): Template => ({
      label: title,
      submenu: items.map(
        ({ id, title: label, accelerator }): Template => ({
          label,
          click: () => run(id),
          ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: isMac }),
        }),
      ),
    }),
  );
  if (!isMac) return [{ label: "Sluice", submenu: [{ role: "quit" }] }, ...own];
  const clipboard = (["cut", "copy", "paste", "selectAll"] as const).map((role) => ({ role }));
  return [{ role: "appMenu" }, { label: "Clipboard", submenu: clipboard }, ...own, { role: "windowMenu" }];
}

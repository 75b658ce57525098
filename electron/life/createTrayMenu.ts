import type { LoginItem } from "../settings/createLoginItem.ts";
import type { DesktopSettings } from "../settings/DesktopSettings.ts";

export interface TrayMenuParts {
  settings: Pick<DesktopSettings, "get" | "change">;
  loginItem: LoginItem;
  vaultKey: { isSealed(): boolean };
  /** Moves the key of encrypted values into the keychain of the system, or back. */
  moveKey(toKeychain: boolean): void;
  open(): void;
  /** Looks for a newer version; undefined = nobody said where. */
  lookForUpdate: (() => void) | undefined;
  quit(): void;
}

/** The menu of the symbol in the tray, as things are now. */
export function createTrayMenu(parts: TrayMenuParts): Electron.MenuItemConstructorOptions[] {
  const { settings, loginItem, vaultKey, moveKey, open, lookForUpdate, quit } = parts;
  return [
    { label: "Open Sluice", click: () => open() },
    { type: "separator" },
    {
      label: "Go on in the tray while there is work",
      type: "checkbox",
      checked: settings.get().keepInTray,
      // Whoever chooses it here needs no explanation.
      click: ({ checked }) => settings.change({ keepInTray: checked, wasTold: true }),
    },
    {
      label: "Start at login",
      type: "checkbox",
      checked: loginItem.isOn(),
      click: ({ checked }) => loginItem.set(checked),
    },
    {
      label: "Keep the key of secrets in the system's keychain",
      type: "checkbox",
      checked: vaultKey.isSealed(),
      click: ({ checked }) => moveKey(checked),
    },
    ...(lookForUpdate === undefined ? [] : [{ label: "Look for a newer version…", click: () => lookForUpdate() }]),
    { type: "separator" },
    { label: "Quit", click: () => quit() },
  ];
}

/** What the shell uses of Electron, so that the order of its calls can be tested without the binary. */
export interface ElectronParts {
  app: Pick<
    Electron.App,
    | "enableSandbox"
    | "exit"
    | "getLoginItemSettings"
    | "getPath"
    | "on"
    | "quit"
    | "requestSingleInstanceLock"
    | "setAsDefaultProtocolClient"
    | "setBadgeCount"
    | "setLoginItemSettings"
    | "whenReady"
  >;
  protocol: Pick<Electron.Protocol, "handle" | "registerSchemesAsPrivileged">;
  ipc: Pick<Electron.IpcMain, "handle">;
  dialog: Pick<Electron.Dialog, "showErrorBox" | "showMessageBox" | "showOpenDialog" | "showSaveDialog">;
  session(): Pick<Electron.Session, "setPermissionCheckHandler" | "setPermissionRequestHandler">;
  screen(): Pick<Electron.Screen, "getAllDisplays">;
  shell: Pick<Electron.Shell, "openExternal" | "showItemInFolder">;
  createWindow(options: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow;
  powerMonitor(): Pick<Electron.PowerMonitor, "on">;
  createNotification(
    options: Electron.NotificationConstructorOptions,
  ): Pick<Electron.Notification, "close" | "on" | "show">;
  /** The symbol in the tray with its menu. */
  createTray(template: Electron.MenuItemConstructorOptions[], onClick: () => void): void;
  setMenu(template: Electron.MenuItemConstructorOptions[]): void;
}

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
  /** The symbol in the tray. The answer gives it its menu. */
  createTray(onClick: () => void): (template: Electron.MenuItemConstructorOptions[]) => void;
  safeStorage: Pick<
    Electron.SafeStorage,
    "decryptStringAsync" | "encryptStringAsync" | "getSelectedStorageBackend" | "isAsyncEncryptionAvailable"
  >;
  setMenu(template: Electron.MenuItemConstructorOptions[]): void;
}

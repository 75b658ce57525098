/** What the shell uses of Electron, so that the order of its calls can be tested without the binary. */
export interface ElectronParts {
  app: Pick<
    Electron.App,
    | "enableSandbox"
    | "exit"
    | "getPath"
    | "on"
    | "quit"
    | "requestSingleInstanceLock"
    | "setAsDefaultProtocolClient"
    | "whenReady"
  >;
  protocol: Pick<Electron.Protocol, "handle" | "registerSchemesAsPrivileged">;
  ipc: Pick<Electron.IpcMain, "handle">;
  dialog: Pick<Electron.Dialog, "showErrorBox" | "showOpenDialog" | "showSaveDialog">;
  session(): Pick<Electron.Session, "setPermissionCheckHandler" | "setPermissionRequestHandler">;
  screen(): Pick<Electron.Screen, "getAllDisplays">;
  shell: Pick<Electron.Shell, "openExternal" | "showItemInFolder">;
  createWindow(options: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow;
  setMenu(template: Electron.MenuItemConstructorOptions[]): void;
}

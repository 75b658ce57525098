import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, screen, session, shell, utilityProcess } from "electron";
import { pageHeaders } from "../core/api/pageHeaders.ts";
import { dataFolderOf } from "../core/cli/dataFolderOf.ts";
import { startHost } from "./host/startHost.ts";
import { startShell } from "./startShell.ts";

const sluice = fileURLToPath(new URL("../core/cli/bin/sluice.mjs", import.meta.url));

startShell({
  electron: {
    app,
    protocol,
    shell,
    dialog,
    ipc: ipcMain,
    session: () => session.defaultSession,
    screen: () => screen,
    createWindow: (options) => new BrowserWindow(options),
    setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
  },
  startHost: () =>
    startHost({
      dataFolder: dataFolderOf({}),
      fork: (args) => utilityProcess.fork(sluice, [...args], { serviceName: "Sluice host", stdio: "pipe" }),
      pause,
    }),
  pause,
  editorFolder: fileURLToPath(new URL("../renderer/dist", import.meta.url)),
  headers: pageHeaders,
  preload: join(fileURLToPath(new URL("./dist", import.meta.url)), "preload.cjs"),
  platform: process.platform,
  argv: process.argv.slice(1),
  folder: process.cwd(),
  onHostState: (state) => {
    if (state.state === "failed") process.stderr.write(`sluice: the host does not start: ${state.reason}\n`);
  },
});

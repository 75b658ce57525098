import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow, Menu, protocol, screen, session, shell, utilityProcess } from "electron";
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
    session: () => session.defaultSession,
    screen: () => screen,
    createWindow: (options) => new BrowserWindow(options),
    setMenu: (template) => Menu.setApplicationMenu(template === undefined ? null : Menu.buildFromTemplate(template)),
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
  platform: process.platform,
  argv: process.argv,
  onHostState: (state) => {
    if (state.state === "failed") process.stderr.write(`sluice: the host does not start: ${state.reason}\n`);
  },
});

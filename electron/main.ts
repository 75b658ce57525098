import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from "electron";
import { pageHeaders } from "../core/api/pageHeaders.ts";
import { leanMemory } from "../core/cli/bin/leanMemory.mjs";
import { dataFolderOf } from "../core/cli/dataFolderOf.ts";
import { startHost } from "./host/startHost.ts";
import { startShell } from "./startShell.ts";
import { createUpdateSource } from "./updates/createUpdateSource.ts";

/** Host and editor: in a package they are files beside the archive of the shell. */
const program = app.isPackaged ? join(process.resourcesPath, "host") : fileURLToPath(new URL("..", import.meta.url));
const sluice = join(program, "core", "cli", "bin", "sluice.mjs");
const dataFolder = dataFolderOf({});
const assets = fileURLToPath(new URL("./assets", import.meta.url));
/** Packages that were told where newer versions are have a file that says so. */
const hasUpdates = app.isPackaged && existsSync(join(process.resourcesPath, "app-update.yml"));
const loadUpdater = async () => (await import("electron-updater")).default.autoUpdater;
/** The bar of a Mac is lower than others; pixels before scaling. */
const trayHeight = process.platform === "darwin" ? 16 : 32;
/** A symbol that nobody holds would vanish. */
const held: Tray[] = [];

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
    powerMonitor: () => powerMonitor,
    createNotification: (options) => new Notification(options),
    createTray(onClick) {
      const made = new Tray(nativeImage.createFromPath(join(assets, "tray.png")).resize({ height: trayHeight }));
      held.push(made);
      made.setToolTip("Sluice");
      made.on("click", onClick);
      return (template) => made.setContextMenu(Menu.buildFromTemplate(template));
    },
    safeStorage,
    setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
  },
  dataFolder,
  startHost: (key) =>
    startHost({
      dataFolder,
      key,
      fork: (args, variables) =>
        utilityProcess.fork(sluice, [...args], {
          serviceName: "Sluice host",
          stdio: "pipe",
          env: { ...process.env, ...leanMemory, ...variables },
        }),
      pause,
    }),
  pause,
  updates: hasUpdates ? { source: createUpdateSource(loadUpdater), version: app.getVersion() } : undefined,
  editorFolder: join(program, "renderer", "dist"),
  headers: pageHeaders,
  preload: join(fileURLToPath(new URL("./dist", import.meta.url)), "preload.cjs"),
  platform: process.platform,
  argv: process.argv.slice(1),
  folder: process.cwd(),
  command: app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()],
  autostartFile: join(process.env.XDG_CONFIG_HOME || join(homedir(), ".config"), "autostart", "sluice.desktop"),
  onHostState: (state) => {
    if (state.state === "failed") process.stderr.write(`sluice: the host does not start: ${state.reason}\n`);
  },
  onFault: (error) =>
    process.stderr.write(`sluice: a fault in the program: ${error instanceof Error ? error.stack : String(error)}\n`),
});

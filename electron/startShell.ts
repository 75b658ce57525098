import { join } from "node:path";
import { type HostChild, HostProcess, type HostState } from "./host/HostProcess.ts";
import { createAppHandler } from "./protocol/createAppHandler.ts";
import { forwardToHost } from "./protocol/forwardToHost.ts";
import { isOwnAddress, readLink } from "./window/addresses.ts";
import { guardContents } from "./window/guardContents.ts";
import { type Area, readWindowPlace, writeWindowPlace } from "./window/WindowPlace.ts";
import { webPreferences } from "./window/webPreferences.ts";

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
  session(): Pick<Electron.Session, "setPermissionCheckHandler" | "setPermissionRequestHandler">;
  screen(): Pick<Electron.Screen, "getAllDisplays">;
  shell: Pick<Electron.Shell, "openExternal">;
  createWindow(options: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow;
  setMenu(template: Electron.MenuItemConstructorOptions[] | undefined): void;
}

export interface ShellParts {
  electron: ElectronParts;
  startHost(): HostChild;
  pause(ms: number): Promise<void>;
  /** Folder of the built editor, and the headers of its files. */
  editorFolder: string;
  headers: Readonly<Record<string, string>>;
  platform: NodeJS.Platform;
  /** What the program was started with. */
  argv: readonly string[];
  onHostState(state: HostState): void;
}

/** How long requests of the window wait for a host that starts again, ms. */
const reachMs = 20_000;
/** How long a host that was asked to end may take, ms; longer than running steps are drained. */
const stopMs = 15_000;
/** The one thing a page may do beyond showing itself. */
const allowed: ReadonlySet<string> = new Set(["clipboard-sanitized-write"]);

/**
 * The desktop program: one window over one host process. Called at once when the program starts, before Electron is ready,
 * because sandbox and scheme must be known by then. A second instance hands its link over and ends.
 */
export function startShell(parts: ShellParts): void {
  const { electron, platform } = parts;
  const { app, protocol } = electron;
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  app.setAsDefaultProtocolClient("sluice");
  const host = new HostProcess({ start: parts.startHost, pause: parts.pause, onState: parts.onHostState });
  let window: Electron.BrowserWindow | undefined;
  let place = parts.argv.map(readLink).find((link) => link !== undefined) ?? "app://sluice/";
  const show = (link: string | undefined): void => {
    place = link ?? place;
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.focus();
    if (link !== undefined) void window.loadURL(link);
  };
  const open = (): void => {
    window = openWindow(parts, place);
    window.on("closed", () => {
      window = undefined;
    });
  };

  app.on("second-instance", (_event, argv) => show(argv.map(readLink).find((link) => link !== undefined)));
  app.on("open-url", (event, url) => {
    event.preventDefault();
    show(readLink(url));
  });
  app.on("web-contents-created", (_event, contents) =>
    guardContents(contents, (url) => void electron.shell.openExternal(url)),
  );
  app.on("window-all-closed", () => {
    if (platform !== "darwin") app.quit();
  });
  app.on("activate", () => {
    if (window === undefined) open();
  });
  let isEnding = false;
  app.on("before-quit", (event) => {
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    void Promise.race([host.stop(), parts.pause(stopMs)]).then(() => app.exit(0));
  });

  void app.whenReady().then(() => {
    refusePermissions(electron);
    protocol.handle(
      "app",
      createAppHandler({
        folder: parts.editorFolder,
        headers: parts.headers,
        forward: async (request) => forwardToHost(request, await within(host.reach(), parts)),
      }),
    );
    electron.setMenu(menuOf(platform));
    open();
  });
}

function openWindow({ electron }: ShellParts, address: string): Electron.BrowserWindow {
  const file = join(electron.app.getPath("userData"), "window.json");
  const displays = electron
    .screen()
    .getAllDisplays()
    .map(({ workArea }): Area => workArea);
  const { isMaximized, ...bounds } = readWindowPlace(file, displays);
  const window = electron.createWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: "Sluice",
    webPreferences,
  });
  window.once("ready-to-show", () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on("close", () => writeWindowPlace(file, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
  void window.loadURL(address);
  return window;
}

function refusePermissions({ session }: ElectronParts): void {
  const isAllowed = (permission: string, url: string): boolean => allowed.has(permission) && isOwnAddress(url);
  session().setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowed(permission, contents.getURL())),
  );
  session().setPermissionCheckHandler((contents, permission) => isAllowed(permission, contents?.getURL() ?? ""));
}

/** On a Mac the clipboard and quitting need a menu; elsewhere the page has all commands and no menu takes its keys. */
function menuOf(platform: NodeJS.Platform): Electron.MenuItemConstructorOptions[] | undefined {
  if (platform !== "darwin") return undefined;
  const edit = (["cut", "copy", "paste", "selectAll"] as const).map((role) => ({ role }));
  return [{ role: "appMenu" }, { label: "Edit", submenu: edit }, { role: "windowMenu" }];
}

/** Rejects when no host answers in time. */
async function within<T>(wanted: Promise<T>, { pause }: ShellParts): Promise<T> {
  const late = pause(reachMs).then(() => {
    throw new Error("The host does not answer.");
  });
  return Promise.race([wanted, late]);
}

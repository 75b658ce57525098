import { join } from "node:path";
import { Emitter } from "../core/base/Emitter.ts";
import { createRegister } from "./bridge/createRegister.ts";
import { registerChannels } from "./bridge/registerChannels.ts";
import type { ElectronParts } from "./ElectronParts.ts";
import { HandedFiles, readDocumentPaths } from "./files/HandedFiles.ts";
import { PersonFiles } from "./files/PersonFiles.ts";
import { createHostClient } from "./host/createHostClient.ts";
import { createHostWork } from "./host/createHostWork.ts";
import { type HostChild, HostProcess, type HostState } from "./host/HostProcess.ts";
import { askAboutRuns, explainTray } from "./life/askPerson.ts";
import { Background } from "./life/Background.ts";
import { createTrayMenu } from "./life/createTrayMenu.ts";
import { Quitting } from "./life/Quitting.ts";
import { createMenu } from "./menu/createMenu.ts";
import { FailureWatch } from "./notices/FailureWatch.ts";
import { showNotice } from "./notices/showNotice.ts";
import type { DesktopMenu } from "./preload/DesktopBridge.ts";
import { createAppHandler } from "./protocol/createAppHandler.ts";
import { forwardToHost } from "./protocol/forwardToHost.ts";
import { NamedRequests } from "./protocol/NamedRequests.ts";
import { createLoginItem, hidden } from "./settings/createLoginItem.ts";
import { DesktopSettings } from "./settings/DesktopSettings.ts";
import { lookForUpdate, type UpdateParts } from "./updates/lookForUpdate.ts";
import { moveKey } from "./vault/moveKey.ts";
import { VaultKey } from "./vault/VaultKey.ts";
import { isOwnAddress, readLink } from "./window/addresses.ts";
import { guardContents } from "./window/guardContents.ts";
import { MainWindow } from "./window/MainWindow.ts";

export interface ShellParts {
  electron: ElectronParts;
  dataFolder: string;
  /** `key` resolves once processes can be started. */
  startHost(key: () => Promise<string | undefined>): HostChild;
  pause(ms: number): Promise<void>;
  /** Folder of the built editor, and the headers of its files. */
  editorFolder: string;
  headers: Readonly<Record<string, string>>;
  /** The built preload. */
  preload: string;
  platform: NodeJS.Platform;
  /** What the program was started with, and where. */
  argv: readonly string[];
  folder: string;
  /** What starts the program again, and the file by which a Linux desktop does so. */
  command: readonly [string, ...string[]];
  autostartFile: string;
  /** Where newer versions come from, and which this is; undefined = nobody said. */
  updates: Pick<UpdateParts, "source" | "version"> | undefined;
  onHostState(state: HostState): void;
  /** A fault in the program. */
  onFault(error: unknown): void;
}

/** How long requests of the window wait for a host that starts again, ms. */
const reachMs = 20_000;
/** The one thing a page may do beyond showing itself. */
const allowed: ReadonlySet<string> = new Set(["clipboard-sanitized-write"]);

/**
 * The desktop program: one window over one host process. Called at once when the program starts, before Electron is ready,
 * because sandbox and scheme must be known by then. A second instance hands its link and files over and ends.
 */
export function startShell(parts: ShellParts): void {
  const { electron, platform, updates } = parts;
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
  const vaultKey = new VaultKey({ ...electron, ...parts });
  let wasTold = false;
  const host = new HostProcess({
    start: () => parts.startHost(() => app.whenReady().then(() => vaultKey.read())),
    pause: parts.pause,
    onState(state) {
      parts.onHostState(state);
      // It is tried again and again, and told once.
      if (state.state === "failed" && !wasTold) electron.dialog.showErrorBox("The host does not start", state.reason);
      wasTold = state.state === "failed" || (wasTold && state.state !== "ready");
    },
  });
  const client = createHostClient(() => host.reach());
  const ends = new Emitter<void>(parts.onFault);
  const work = createHostWork({ client, nextEnd: () => nextOf(ends) });
  const quitting = new Quitting({
    app,
    host,
    work,
    ask: (runs) => askAboutRuns(electron.dialog, runs),
    pause: parts.pause,
  });
  const settings = new DesktopSettings(join(app.getPath("userData"), "desktop.json"));
  const requests = new NamedRequests();
  const window = new MainWindow({
    electron,
    preload: parts.preload,
    address: findLink(parts.argv) ?? "app://sluice/",
    onLook: () => failures.look(),
    onLeave: () => requests.giveUpAll(),
    onSessionEnd: () => void quitting.end(),
  });
  const background = new Background({
    settings,
    host,
    work,
    isOpen: () => window.isOpen(),
    explain: () => explainTray(electron.dialog),
    quit: () => app.quit(),
  });
  const failures = new FailureWatch({
    client,
    pause: parts.pause,
    applicationInView: () => window.applicationInView(),
    notify: (notice, onClick) => showNotice(electron, { notice, onClick }),
    setUnseen(count) {
      app.setBadgeCount(count);
      window.setUnseen(count);
    },
    open: (address) => show(`app://sluice${address}`),
    onEnd: () => ends.emit(),
  });
  const handedFiles = new HandedFiles((path, reason) =>
    electron.dialog.showErrorBox(`${path} could not be read`, reason),
  );
  handedFiles.add(readDocumentPaths(parts.argv, parts.folder));
  let isReady = false;
  let wasOpen = false;
  const show = (link?: string): void => {
    window.goTo(link);
    if (!isReady) return;
    wasOpen = true;
    window.show();
  };
  const hand = (paths: readonly string[]): void => {
    if (paths.length === 0) return;
    handedFiles.add(paths);
    window.send("files");
  };

  app.on("second-instance", (_event, argv, folder) => {
    hand(readDocumentPaths(argv, folder));
    show(findLink(argv));
  });
  app.on("open-url", (event, url) => {
    event.preventDefault();
    show(readLink(url));
  });
  app.on("open-file", (event, path) => {
    event.preventDefault();
    hand(readDocumentPaths([path], "/"));
    show();
  });
  app.on("web-contents-created", (_event, contents) =>
    guardContents(contents, (url) => void electron.shell.openExternal(url)),
  );
  // A Mac keeps its programs without windows.
  app.on("window-all-closed", () => {
    if (platform !== "darwin") void background.look();
  });
  app.on("activate", () => show());
  app.on("before-quit", (event) => {
    event.preventDefault();
    void quitting.begin();
  });
  ends.subscribe(() => {
    if (platform !== "darwin" && wasOpen) void background.look();
  });

  void app.whenReady().then(() => {
    refusePermissions(electron);
    protocol.handle(
      "app",
      createAppHandler({
        folder: parts.editorFolder,
        headers: parts.headers,
        forward: (request) =>
          requests.follow(request, async (given) => forwardToHost(given, await within(host.reach(), parts))),
      }),
    );
    const setMenu = (menus: readonly DesktopMenu[]): void =>
      electron.setMenu(createMenu({ platform, menus, run: (id) => window.send("command", id) }));
    const personFiles = new PersonFiles({ ...electron, folder: () => app.getPath("documents") });
    registerChannels(createRegister(electron.ipc), { personFiles, handedFiles, requests, setMenu });
    setMenu([]);
    const loginItem = createLoginItem({ ...parts, app });
    const setTray = electron.createTray(() => show());
    const showTray = (): void =>
      setTray(
        createTrayMenu({
          ...{ settings, loginItem, vaultKey },
          moveKey: (toKeychain) =>
            void moveKey({ vaultKey, dialog: electron.dialog, toKeychain }).then(showTray).catch(parts.onFault),
          open: () => show(),
          lookForUpdate: updates && (() => void lookForUpdate({ ...electron, ...updates, quit: () => app.quit() })),
          quit: () => app.quit(),
        }),
      );
    showTray();
    electron.powerMonitor().on("shutdown", () => void quitting.end());
    void failures.run();
    isReady = true;
    if (!parts.argv.includes(hidden)) show();
  });
}

function findLink(argv: readonly string[]): string | undefined {
  return argv.map(readLink).find((link) => link !== undefined);
}

function refusePermissions({ session }: ElectronParts): void {
  const isAllowed = (permission: string, url: string): boolean => allowed.has(permission) && isOwnAddress(url);
  session().setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowed(permission, contents.getURL())),
  );
  session().setPermissionCheckHandler((contents, permission) => isAllowed(permission, contents?.getURL() ?? ""));
}

function nextOf(emitter: Emitter<void>): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = emitter.subscribe(() => {
      unsubscribe();
      resolve();
    });
  });
}

/** Rejects when no host answers in time. */
async function within<T>(wanted: Promise<T>, { pause }: ShellParts): Promise<T> {
  const late = pause(reachMs).then(() => {
    throw new Error("The host does not answer.");
  });
  return Promise.race([wanted, late]);
}

import { EventEmitter } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ElectronParts } from "../../electron/ElectronParts.ts";
import type { Door } from "../../electron/protocol/forwardToHost.ts";
import { type ShellParts, startShell } from "../../electron/startShell.ts";

interface BenchOptions {
  hasLock?: boolean;
  platform?: NodeJS.Platform;
  argv?: string[];
}

type Navigation = Pick<Electron.WebContentsDidStartNavigationEventParams, "isMainFrame" | "isSameDocument">;

interface FakeWindow {
  options: Electron.BrowserWindowConstructorOptions;
  loaded: string[];
  events: EventEmitter;
  /** Its page begins to go elsewhere. */
  navigate(how: Navigation): void;
}

/** Electron as far as the shell uses it: it writes down what is called, in order. */
function openBench({ hasLock = true, platform = "linux", argv = [] }: BenchOptions = {}) {
  const calls: string[] = [];
  const channels: string[] = [];
  const trayMenu: Electron.MenuItemConstructorOptions[] = [];
  const sent: unknown[][] = [];
  const ready = Promise.withResolvers<void>();
  const userData = mkdtempSync(join(tmpdir(), "sluice-user-"));
  const events = new EventEmitter();
  const power = new EventEmitter();
  const windows: FakeWindow[] = [];
  let handler: ((request: Request) => Promise<Response> | Response) | undefined;
  let mayAsk: ((permission: string, url: string) => boolean) | undefined;
  let mayCheck: ((permission: string, url: string) => boolean) | undefined;
  const note =
    <T>(name: string, answer?: T) =>
    (): T => {
      calls.push(name);
      return answer as T;
    };
  const app = Object.assign(events, {
    enableSandbox: note("enableSandbox"),
    exit: (code: number) => void calls.push(`exit ${code}`),
    getPath: () => userData,
    quit: () => void calls.push("quit"),
    requestSingleInstanceLock: note("requestSingleInstanceLock", hasLock),
    setAsDefaultProtocolClient: note("setAsDefaultProtocolClient", true),
    setBadgeCount: note("badge", true),
    getLoginItemSettings: () => ({ openAtLogin: false }),
    setLoginItemSettings: () => {},
    whenReady: () => ready.promise,
  });
  const electron = {
    app: app as unknown as ElectronParts["app"],
    protocol: {
      registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) =>
        void calls.push(`register ${schemes.map(({ scheme }) => scheme).join()}`),
      handle: (scheme: string, handle: typeof handler) => {
        calls.push(`handle ${scheme}`);
        handler = handle;
      },
    } as ElectronParts["protocol"],
    session: () => ({
      setPermissionRequestHandler: ((answer) => {
        calls.push("refuse requests");
        mayAsk = (permission, url) => {
          let given = false;
          const contents = { getURL: () => url } as Electron.WebContents;
          answer?.(contents, permission as never, (granted) => (given = granted), {} as never);
          return given;
        };
      }) as Electron.Session["setPermissionRequestHandler"],
      setPermissionCheckHandler: ((answer) => {
        calls.push("refuse checks");
        mayCheck = (permission, url) =>
          answer?.({ getURL: () => url } as Electron.WebContents, permission as never, url, {} as never) ?? true;
      }) as Electron.Session["setPermissionCheckHandler"],
    }),
    screen: () => ({
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Electron.Display],
    }),
    shell: {
      openExternal: async (url: string) => void calls.push(`browser ${url}`),
      showItemInFolder: () => {},
    },
    ipc: { handle: (name: string) => void channels.push(name) },
    dialog: { showErrorBox: note("error") } as unknown as ElectronParts["dialog"],
    powerMonitor: () => power as unknown as Electron.PowerMonitor,
    createNotification: () => ({}) as Electron.Notification,
    createTray: () => {
      calls.push("tray");
      return (template: Electron.MenuItemConstructorOptions[]) => {
        trayMenu.splice(0, trayMenu.length, ...template);
      };
    },
    safeStorage: {} as ElectronParts["safeStorage"],
    createWindow(options: Electron.BrowserWindowConstructorOptions) {
      calls.push("window");
      const page = new EventEmitter();
      const navigate = (how: Navigation): void => void page.emit("did-start-navigation", how);
      const window: FakeWindow = { options, loaded: [], events: new EventEmitter(), navigate };
      windows.push(window);
      return Object.assign(window.events, {
        loadURL: async (url: string) => void window.loaded.push(url),
        isMinimized: () => true,
        restore: note("restore"),
        focus: note("focus"),
        isMaximized: () => false,
        isFocused: () => true,
        setTitle: (title: string) => void calls.push(`title ${title}`),
        webContents: Object.assign(page, {
          send: (...given: unknown[]) => void sent.push(given),
          getURL: () => window.loaded.at(-1) ?? "",
        }),
        getNormalBounds: () => ({ x: 1, y: 2, width: 900, height: 700 }),
      }) as unknown as Electron.BrowserWindow;
    },
    setMenu: (template: Electron.MenuItemConstructorOptions[]) =>
      void calls.push(`menu ${template.map(({ role, label }) => role ?? label).join()}`),
  } satisfies ElectronParts;
  const ended = Promise.withResolvers<void>();
  const parts: ShellParts = {
    electron,
    dataFolder: userData,
    startHost(key) {
      calls.push("host");
      void key().then((given) => calls.push(`key ${given}`));
      return {
        // Nobody answers there.
        ready: Promise.resolve<Door>({ socket: join(userData, "none.sock"), token: "" }),
        isJoined: () => false,
        ended: ended.promise,
        stop() {
          calls.push("stop host");
          ended.resolve();
        },
      };
    },
    pause: () => new Promise(() => {}),
    editorFolder: userData,
    headers: {},
    preload: "/preload.cjs",
    platform,
    argv,
    folder: "/work",
    command: ["/sluice"],
    autostartFile: join(userData, "autostart"),
    updates: undefined,
    onHostState: () => {},
    onFault: (error) => {
      throw error;
    },
  };
  startShell(parts);
  return {
    calls,
    channels,
    sent,
    trayMenu,
    windows,
    emit: (name: string, ...args: unknown[]) => events.emit(name, ...args),
    power,
    until: async (call: string) => {
      while (!calls.includes(call)) await new Promise(setImmediate);
    },
    may: (permission: string, url: string) => [mayAsk?.(permission, url), mayCheck?.(permission, url)],
    hasHandler: () => handler !== undefined,
    /** Where the host listens, if one does. */
    socket: join(userData, "none.sock"),
    ask: async (request: Request) => handler?.(request),
    async start() {
      ready.resolve();
      await ready.promise;
      await Promise.resolve();
    },
  };
}

test("sandbox, scheme and the one instance are settled before Electron is ready; window and menu come after the handler", async () => {
  const bench = openBench();
  expect(bench.calls).toEqual([
    "enableSandbox",
    "register app",
    "requestSingleInstanceLock",
    "setAsDefaultProtocolClient",
    "host",
  ]);
  await bench.start();
  expect(bench.calls.slice(5)).toEqual([
    "refuse requests",
    "refuse checks",
    "handle app",
    "menu Sluice",
    "tray",
    "window",
  ]);
});

test("the window has these rights and no others", async () => {
  const bench = openBench();
  await bench.start();
  expect(bench.windows[0]?.options.webPreferences).toStrictEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    preload: "/preload.cjs",
  });
  expect(bench.windows[0]?.loaded).toEqual(["app://sluice/"]);
});

test("a page may write to the clipboard and nothing else, and only a page of the program", async () => {
  const bench = openBench();
  await bench.start();
  expect(bench.may("clipboard-sanitized-write", "app://sluice/x")).toEqual([true, true]);
  expect(bench.may("clipboard-sanitized-write", "https://evil/")).toEqual([false, false]);
  for (const permission of ["media", "geolocation", "notifications", "openExternal", "hid"]) {
    expect(bench.may(permission, "app://sluice/")).toEqual([false, false]);
  }
});

test("a second instance hands its link over and starts nothing", async () => {
  const second = openBench({ hasLock: false });
  expect(second.calls.slice(2)).toEqual(["requestSingleInstanceLock", "exit 0"]);
  const first = openBench();
  await first.start();
  first.emit("second-instance", {}, ["sluice", "sluice://applications/a"]);
  expect(first.windows[0]?.loaded).toEqual(["app://sluice/", "app://sluice/applications/a"]);
  expect(first.calls.slice(-2)).toEqual(["restore", "focus"]);
});

test("a link that the program is started with opens first", async () => {
  const bench = openBench({ argv: ["electron", ".", "sluice://runs/1"] });
  await bench.start();
  expect(bench.windows[0]?.loaded).toEqual(["app://sluice/runs/1"]);
});

test("the bridge has its channels before the window opens", async () => {
  const bench = openBench();
  expect(bench.channels).toEqual([]);
  await bench.start();
  expect(bench.channels).toContain("takeFiles");
});

test("files that the system hands over wait for the page, which is told", async () => {
  const bench = openBench({ platform: "darwin" });
  bench.emit("open-file", { preventDefault() {} }, "/a/early.json");
  expect([bench.windows, bench.sent]).toEqual([[], []]);
  await bench.start();
  bench.emit("second-instance", {}, ["sluice", "flow.json"], "/b");
  bench.emit("open-file", { preventDefault() {} }, "/a/late.json");
  bench.emit("second-instance", {}, ["sluice"], "/b");
  expect(bench.sent).toEqual([
    ["files", ""],
    ["files", ""],
  ]);
  expect(bench.windows).toHaveLength(1);
});

test("pages stay in the program: web links open in the browser, other windows, views and addresses are refused", async () => {
  const bench = openBench();
  await bench.start();
  const contents = new EventEmitter() as EventEmitter & { open?: (details: { url: string }) => { action: string } };
  bench.emit(
    "web-contents-created",
    {},
    Object.assign(contents, {
      setWindowOpenHandler: (open: typeof contents.open) => Object.assign(contents, { open }),
    }),
  );
  const isStopped = (name: string, url: string): boolean => {
    let stopped = false;
    contents.emit(name, { url, preventDefault: () => (stopped = true) });
    return stopped;
  };
  for (const name of ["will-navigate", "will-redirect", "will-frame-navigate"]) {
    expect(isStopped(name, "https://example.com/")).toBe(true);
    expect(isStopped(name, "app://sluice/applications")).toBe(false);
  }
  expect(isStopped("will-attach-webview", "app://sluice/")).toBe(true);
  expect(contents.open?.({ url: "https://example.com/" })).toEqual({ action: "deny" });
  expect(contents.open?.({ url: "file:///etc/passwd" })).toEqual({ action: "deny" });
  expect(bench.calls.filter((call) => call.startsWith("browser"))).toEqual(["browser https://example.com/"]);
});

test("closing the last window quits when there is nothing to do; quitting asks the host to end and waits for it", async () => {
  const bench = openBench();
  await bench.start();
  bench.windows[0]?.events.emit("closed");
  bench.emit("window-all-closed");
  await bench.until("quit");
  let stopped = 0;
  const event = { preventDefault: () => (stopped += 1) };
  bench.emit("before-quit", event);
  bench.emit("before-quit", event);
  await bench.until("exit 0");
  expect(stopped).toBe(2);
  expect(bench.calls.slice(-3)).toEqual(["quit", "stop host", "exit 0"]);
});

const leaves = {
  closing: ({ events }: FakeWindow) => events.emit("closed"),
  reloading: ({ navigate }: FakeWindow) => {
    // Another place in the page, or in a frame, leaves nothing.
    navigate({ isMainFrame: true, isSameDocument: true });
    navigate({ isMainFrame: false, isSameDocument: false });
    navigate({ isMainFrame: true, isSameDocument: false });
  },
};

test.each(Object.entries(leaves))(
  "%s the window gives up what its page began and did not wait for, such as an import",
  async (_how, leave) => {
    const bench = openBench();
    await bench.start();
    const open = new Set<string>();
    const both = Promise.withResolvers<void>();
    const givenUp = Promise.withResolvers<string>();
    const server = createServer((request, response) => {
      const { url = "" } = request;
      open.add(url);
      if (open.size === 2) both.resolve();
      response.once("close", () => {
        open.delete(url);
        givenUp.resolve(url);
      });
    });
    await new Promise<void>((resolve) => server.listen(bench.socket, resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const named = bench.ask(new Request("app://sluice/api/v1/import", { headers: { "x-sluice-request": "mine" } }));
    // What a page stores by itself goes on.
    bench.ask(new Request("app://sluice/api/v1/applications/a/draft")).catch(() => undefined);
    await both.promise;
    const [window] = bench.windows;
    if (window !== undefined) leave(window);
    expect(await givenUp.promise).toBe("/api/v1/import");
    expect((await named)?.type).toBe("error");
    expect([...open]).toEqual(["/api/v1/applications/a/draft"]);
  },
);

test("when the system ends the host is stopped at once", async () => {
  const bench = openBench();
  await bench.start();
  await bench.until("key undefined");
  bench.power.emit("shutdown");
  await bench.until("exit 0");
  expect(bench.calls.slice(-2)).toEqual(["stop host", "exit 0"]);
});

test("started at login it waits in the tray, also while runs end, and opens when it is asked for", async () => {
  const bench = openBench({ argv: ["--hidden"] });
  await bench.start();
  expect(bench.windows).toHaveLength(0);
  bench.trayMenu[0]?.click?.({} as never, undefined, {} as never);
  expect(bench.windows[0]?.loaded).toEqual(["app://sluice/"]);
});

test("the host is given its key when Electron is ready, no sooner", async () => {
  const bench = openBench();
  expect(bench.calls).not.toContain("key undefined");
  await bench.start();
  await bench.until("key undefined");
});

test("on a Mac the program lives on without a window, and opens one again; it has the menu that its keys need", async () => {
  const bench = openBench({ platform: "darwin" });
  await bench.start();
  expect(bench.calls).toContain("menu appMenu,Clipboard,windowMenu");
  bench.windows[0]?.events.emit("closed");
  bench.emit("window-all-closed");
  expect(bench.calls).not.toContain("quit");
  bench.emit("activate");
  expect(bench.windows).toHaveLength(2);
});

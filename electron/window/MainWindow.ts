import { join } from "node:path";
import type { ElectronParts } from "../ElectronParts.ts";
import { type Area, readWindowPlace, writeWindowPlace } from "./WindowPlace.ts";
import { webPreferences } from "./webPreferences.ts";

export interface MainWindowParts {
  electron: Pick<ElectronParts, "app" | "createWindow" | "screen">;
  /** The file that gives pages their bridge. */
  preload: string;
  /** Where the first one opens. */
  address: string;
}

/** The one window: it opens where it was, and comes to the front when it is there. */
export class MainWindow {
  private readonly parts: MainWindowParts;
  private address: string;
  private window: Electron.BrowserWindow | undefined;

  constructor(parts: MainWindowParts) {
    this.parts = parts;
    this.address = parts.address;
  }

  /** Where it opens next; an open one goes there. */
  goTo(link: string | undefined): void {
    this.address = link ?? this.address;
    if (link !== undefined) void this.window?.loadURL(link);
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    if (this.window === undefined) {
      this.open();
      return;
    }
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  /** Tells its page something; nothing without one. */
  send(name: "command" | "files", text = ""): void {
    this.window?.webContents.send(name, text);
  }

  private open(): void {
    const { electron, preload } = this.parts;
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
      autoHideMenuBar: true,
      webPreferences: { ...webPreferences, preload },
    });
    this.window = window;
    window.once("ready-to-show", () => {
      if (isMaximized) window.maximize();
      window.show();
    });
    window.on("close", () =>
      writeWindowPlace(file, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
    );
    window.on("closed", () => {
      this.window = undefined;
    });
    void window.loadURL(this.address);
  }
}

import { join } from "node:path";
import type { ElectronParts } from "../ElectronParts.ts";
import { applicationOf } from "./addresses.ts";
import { type Area, readWindowPlace, writeWindowPlace } from "./WindowPlace.ts";
import { webPreferences } from "./webPreferences.ts";

export interface MainWindowParts {
  electron: Pick<ElectronParts, "app" | "createWindow" | "screen">;
  /** The file that gives pages their bridge. */
  preload: string;
  /** Where the first one opens. */
  address: string;
  /** A person looks at it, or at another place in it. */
  onLook(): void;
  /** Its page is left: the window closes, or shows the page anew or another one. */
  onLeave(): void;
  /** The session of the person ends, as Windows tells its windows. */
  onSessionEnd(): void;
}

/** The one window: it opens where it was, and comes to the front when it is there. */
export class MainWindow {
  private readonly parts: MainWindowParts;
  private address: string;
  private window: Electron.BrowserWindow | undefined;
  private title = "Sluice";
  private unseen = 0;

  constructor(parts: MainWindowParts) {
    this.parts = parts;
    this.address = parts.address;
  }

  isOpen(): boolean {
    return this.window !== undefined;
  }

  /** The application that a person has before their eyes; undefined = none, or the window is not in front. */
  applicationInView(): string | undefined {
    return this.window?.isFocused() ? applicationOf(this.window.webContents.getURL()) : undefined;
  }

  /** Its title tells how many failed runs nobody has looked at. */
  setUnseen(count: number): void {
    this.unseen = count;
    this.showTitle();
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

  private showTitle(): void {
    this.window?.setTitle(this.unseen === 0 ? this.title : `(${this.unseen}) ${this.title}`);
  }

  private open(): void {
    const { electron, preload, onLook, onLeave, onSessionEnd } = this.parts;
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
      onLeave();
    });
    window.on("page-title-updated", (event, title) => {
      event.preventDefault();
      this.title = title;
      this.showTitle();
    });
    window.on("focus", onLook);
    window.webContents.on("did-navigate-in-page", onLook);
    window.webContents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) onLeave();
    });
    window.on("session-end", onSessionEnd);
    void window.loadURL(this.address);
  }
}

/** A file with its bytes; pages see no paths but those they saved to. */
export interface DesktopFile {
  name: string;
  bytes: Uint8Array;
}

/** A menu of the window's commands. Clicking an item calls `onCommand` with its id. */
export interface DesktopMenu {
  title: string;
  items: readonly DesktopMenuItem[];
}

export interface DesktopMenuItem {
  id: string;
  title: string;
  /** As Electron writes keys: `CommandOrControl+Shift+Z`. */
  accelerator?: string | undefined;
}

/** What a page gets that a browser has not: `window.sluice`. It hands out no secrets and no way to other programs. */
export interface DesktopBridge {
  /** Asks for files to import; none when the person thinks better of it. */
  openFiles(): Promise<DesktopFile[]>;
  /** Asks where to and saves. Resolves with the path; undefined = the person thought better of it. */
  saveFile(file: DesktopFile): Promise<string | undefined>;
  /** Shows a file that was saved by `saveFile` in its folder. */
  showInFolder(path: string): Promise<void>;
  /** The menus of what is on screen now, in place of those before. */
  setMenu(menus: readonly DesktopMenu[]): Promise<void>;
  /** The files that the system handed over since they were last taken. */
  takeFiles(): Promise<DesktopFile[]>;
  /** The page has left a request, which it gave this name by the header `x-sluice-request`. */
  giveUp(request: string): Promise<void>;
  /** Calls back with the id of a menu's item that was clicked. */
  onCommand(listener: (id: string) => void): () => void;
  /** Calls back when there are files to take. */
  onFiles(listener: () => void): () => void;
}

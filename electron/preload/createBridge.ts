import type { DesktopBridge } from "./DesktopBridge.ts";

type Ipc = Pick<Electron.IpcRenderer, "invoke" | "on" | "removeListener">;

/** The bridge over the messages of Electron. What comes back from the other side was made there and is taken as it is. */
export function createBridge(ipc: Ipc): DesktopBridge {
  /** The event of Electron leads to its insides: listeners of the page get the rest alone. */
  const listen = (name: string, listener: (text: string) => void): (() => void) => {
    const pass = (_event: unknown, given: unknown): void => listener(String(given));
    ipc.on(name, pass);
    return () => void ipc.removeListener(name, pass);
  };
  return {
    openFiles: () => ipc.invoke("openFiles"),
    saveFile: (file) => ipc.invoke("saveFile", file),
    showInFolder: (path) => ipc.invoke("showInFolder", path),
    setMenu: (menus) => ipc.invoke("setMenu", menus),
    takeFiles: () => ipc.invoke("takeFiles"),
    giveUp: (request) => ipc.invoke("giveUp", request),
    onCommand: (listener) => listen("command", listener),
    onFiles: (listener) => listen("files", () => listener()),
  };
}

import { spawn } from "node:child_process";

/** Shows a file in the browser of this user; false = there is none to be found. */
export function openBrowser(file: string): Promise<boolean> {
  const found = findOpener();
  if (found === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(found.command, [...found.args, file], { detached: true, stdio: "ignore" });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

function findOpener(): { command: string; args: string[] } | undefined {
  if (process.platform === "darwin") return { command: "open", args: [] };
  if (process.platform === "win32") return { command: "explorer.exe", args: [] };
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return DISPLAY || WAYLAND_DISPLAY ? { command: "xdg-open", args: [] } : undefined;
}

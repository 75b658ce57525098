import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Whether the program starts with the session of the person, without a window. */
export interface LoginItem {
  isOn(): boolean;
  set(on: boolean): void;
}

export interface LoginItemParts {
  app: Pick<Electron.App, "getLoginItemSettings" | "setLoginItemSettings">;
  platform: NodeJS.Platform;
  /** The program, and what it takes to start it. */
  command: readonly [string, ...string[]];
  /** Where a Linux desktop looks for what it starts. */
  autostartFile: string;
}

/** The argument that starts the program without a window. */
export const hidden = "--hidden";

/** Electron knows login items of macOS and Windows; a Linux desktop reads a file. */
export function createLoginItem({ app, platform, command, autostartFile }: LoginItemParts): LoginItem {
  const [path, ...rest] = command;
  const args = [...rest, hidden];
  if (platform !== "linux") {
    return {
      isOn: () => app.getLoginItemSettings({ path, args }).openAtLogin,
      set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, path, args }),
    };
  }
  return {
    isOn: () => existsSync(autostartFile),
    set(on) {
      if (!on) return rmSync(autostartFile, { force: true });
      mkdirSync(dirname(autostartFile), { recursive: true });
      const line = [path, ...args].map(quote).join(" ");
      writeFileSync(autostartFile, `[Desktop Entry]\nType=Application\nName=Sluice\nExec=${line}\nTerminal=false\n`);
    },
  };
}

/** As the rules of desktop entries want it: within quotes, and percent signs twice. */
function quote(text: string): string {
  return `"${text
    .replaceAll(/["`$\\]/g, "\\$&")
    .replaceAll("\\", "\\\\")
    .replaceAll("%", "%%")}"`;
}

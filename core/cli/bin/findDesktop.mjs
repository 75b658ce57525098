import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { projectFolder } from "./findNode.mjs";

const folder = join(projectFolder, "node_modules", "electron");
/** How long the one download of Electron may take, ms. */
const downloadMs = 300_000;

/**
 * The program that opens the desktop window, or in one sentence why there is none. Electron's own script downloads its binary
 * once, where that is possible.
 */
export function findDesktop({ env = process.env, platform = process.platform, download = downloadBinary } = {}) {
  if (platform === "linux" && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { reason: "there is no display" };
  if (!existsSync(folder)) return { reason: "Electron is not installed" };
  const present = findBinary(env);
  if (present !== undefined) return { command: present };
  const failure = download();
  const path = failure === undefined ? findBinary(env) : undefined;
  return path === undefined
    ? { reason: `Electron could not be downloaded${failure ? ` (${failure})` : ""}` }
    : { command: path };
}

function findBinary(env) {
  const pathFile = join(folder, "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8") : undefined;
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = override ? join(override, name ?? "electron") : join(folder, "dist", name ?? "electron");
  return existsSync(path) ? path : undefined;
}

/** undefined = it is there now; else the last word of the script that should have brought it. */
function downloadBinary() {
  process.stdout.write("Downloading Electron, once.\n");
  const { status, stderr, error } = spawnSync(process.execPath, [join(folder, "install.js")], {
    encoding: "utf8",
    timeout: downloadMs,
  });
  if (status === 0) return undefined;
  const lines = `${stderr ?? ""}`.split("\n").map((line) => line.trim());
  return error?.message ?? lines.find((line) => /error/i.test(line)) ?? "the download failed";
}

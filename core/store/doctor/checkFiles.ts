import { statfsSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { DataFolder } from "../dataFolder.ts";
import { type Check, ok, problem, warning } from "./Check.ts";

const gigabyte = 1024 ** 3;

/** Nobody but the present user may read the data. Windows has other means, which are not looked at. */
export function checkModes(folder: DataFolder): Check {
  if (process.platform === "win32") return ok("permissions", "not looked at on Windows");
  const secret = [folder.vaultKey, folder.database, folder.blobs, folder.backups];
  const open = secret.filter((path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0);
  if (open.length === 0) return ok("permissions", "only you can read the data");
  const names = open.map((path) => basename(path)).join(", ");
  const text = `other users may read ${names}. Take the right away: chmod go= ${open.join(" ")}`;
  return open.includes(folder.vaultKey) ? problem("permissions", text) : warning("permissions", text);
}

export function checkDisk(folder: DataFolder): Check {
  const { bavail, bsize } = statfsSync(folder.root);
  const free = bavail * bsize;
  const text = `${(free / gigabyte).toFixed(1)} GB free`;
  if (free < gigabyte / 10) return problem("disk", `${text}. Runs fail when it is full: make room`);
  return free < gigabyte ? warning("disk", `${text}. Make room soon`) : ok("disk", text);
}

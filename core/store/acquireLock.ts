import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Clock } from "../base/Clock.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { type Connection, connect, connectReadOnly } from "./connect.ts";
import { createPrivateFile, type DataFolder } from "./dataFolder.ts";
import { toPlainError } from "./toStoreError.ts";

/** The process that owns a data folder. */
export interface FolderOwner {
  pid: number;
  /** ms since the epoch. */
  since: number;
}

export interface FolderLock {
  /** Gives the folder free; again it does nothing. */
  release(): void;
}

// A connection that is collected is closed, and with it the lock would be gone.
const held = new Set<Connection>();

/**
 * Takes the lock of a data folder for the life of this process: an exclusive transaction on `lock.db`, which the system
 * drops at death whatever the cause (semantics, section 9). Throws `data_folder_in_use` naming the owner.
 * POSIX drops such locks too when this process opens and closes the same file by other means, so nobody else reads `lock.db`.
 */
export function acquireLock(folder: DataFolder, clock: Pick<Clock, "now">): FolderLock {
  createPrivateFile(folder.lock);
  const connection = connect(folder.lock, { busyMs: 0 });
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (isBusy(error)) throw inUse(folder);
    throw error;
  }
  held.add(connection);
  writeOwner(folder, { pid: process.pid, since: clock.now() });
  return {
    release() {
      // Only once: by then the folder may be somebody else's.
      if (!held.delete(connection)) return;
      rmSync(folder.owner, { force: true });
      connection.close();
    },
  };
}

/** Whether a process owns the folder now, and which; writes nothing. `unknown`: owned, but its name cannot be read. */
export function findOwner(folder: DataFolder): FolderOwner | "unknown" | undefined {
  if (!existsSync(folder.lock)) return undefined;
  const connection = connectReadOnly(folder.lock);
  try {
    connection.pragma("busy_timeout = 0");
    connection.prepare("SELECT count(*) FROM sqlite_schema").get();
    return undefined;
  } catch (error) {
    if (isBusy(error)) return readOwner(folder) ?? "unknown";
    throw error;
  } finally {
    connection.close();
  }
}

function writeOwner(folder: DataFolder, owner: FolderOwner): void {
  writeFileSync(folder.owner, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
}

function readOwner(folder: DataFolder): FolderOwner | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(folder.owner, "utf8")) as Partial<FolderOwner>;
    return typeof pid === "number" && typeof since === "number" ? { pid, since } : undefined;
  } catch {
    return undefined;
  }
}

function inUse(folder: DataFolder): SluiceError {
  const owner = readOwner(folder);
  const who = owner ? `process ${owner.pid} (since ${new Date(owner.since).toISOString()})` : "another process";
  return new SluiceError("data_folder_in_use", `Data folder ${folder.root} is in use by ${who}. Stop it first`, {
    details: { folder: folder.root, ...owner },
  });
}

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(toPlainError(error).code);
}

import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from "node:fs";
import { join, resolve } from "node:path";

/** Absolute paths of everything a data folder holds. */
export interface DataFolder {
  root: string;
  database: string;
  /** The file whose exclusive transaction is the lock; nothing is ever stored in it. */
  lock: string;
  /** Who holds the lock, for messages only; may be stale. */
  owner: string;
  vaultKey: string;
  /** In its place: the key as the keychain of the system sealed it, for the desktop program alone. */
  sealedKey: string;
  /** Large outputs, one file each. */
  blobs: string;
  /** Compiled step classes; a cache. */
  classes: string;
  /** Installed SyncPacks, one folder for each version; can be made again from their archives. */
  environments: string;
  /** Copies of databases made before they were migrated. */
  backups: string;
}

export function resolveDataFolder(root: string): DataFolder {
  const at = (name: string) => join(resolve(root), name);
  return {
    root: resolve(root),
    database: at("sluice.db"),
    lock: at("lock.db"),
    owner: at("owner.json"),
    vaultKey: at("vault.key"),
    sealedKey: at("vault.key.sealed"),
    blobs: at("blobs"),
    classes: at("classes"),
    environments: at("environments"),
    backups: at("backups"),
  };
}

/** Makes the folders, for the present user only. A root that existed before keeps its permissions. */
export function createDataFolder(folder: DataFolder): void {
  mkdirSync(folder.root, { recursive: true, mode: 0o700 });
  for (const path of [folder.blobs, folder.classes, folder.environments, folder.backups]) {
    if (existsSync(path)) continue;
    mkdirSync(path, { mode: 0o700 });
    chmodSync(path, 0o700);
  }
}

/** Makes an empty file only the present user can read, unless it exists. SQLite gives its side files the same permissions. */
export function createPrivateFile(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, "a", 0o600));
}

import { acquireLock, type FolderLock } from "./store/acquireLock.ts";
import { createDataFolder, resolveDataFolder } from "./store/dataFolder.ts";
import { toStoreError } from "./store/toStoreError.ts";

export type { FolderLock };

/**
 * Takes a data folder for this process before the much larger rest of a host is loaded; `openHost` takes the lock over. Throws
 * `data_folder_in_use` naming the owner, and `data_folder_broken`.
 */
export function lockFolder(path: string): FolderLock {
  const folder = resolveDataFolder(path);
  try {
    createDataFolder(folder);
    return acquireLock(folder, { now: () => Date.now() });
  } catch (error) {
    throw toStoreError(error, folder.root);
  }
}

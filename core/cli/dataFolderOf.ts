import { join } from "node:path";
import envPaths from "env-paths";

/** The platform's folders of the program. */
export const platformFolders = envPaths("sluice", { suffix: "" });

/** Where what can be made again is kept. */
export function cacheFolderOf(): string {
  const { SLUICE_CACHE_DIR: given } = process.env;
  return given ? join(given, "sluice") : platformFolders.cache;
}

/** Path of the data folder: the one that was named, that of the variable SLUICE_DATA_DIR, or the platform's own. */
export function dataFolderOf({ dataDir }: { dataDir?: string | undefined }): string {
  return dataDir ?? (process.env.SLUICE_DATA_DIR || platformFolders.data);
}

import envPaths from "env-paths";

/** The platform's folders of the program. */
export const platformFolders = envPaths("sluice", { suffix: "" });

/** Path of the data folder: the one that was named, that of the variable SLUICE_DATA_DIR, or the platform's own. */
export function dataFolderOf({ dataDir }: { dataDir?: string | undefined }): string {
  return dataDir ?? (process.env.SLUICE_DATA_DIR || platformFolders.data);
}

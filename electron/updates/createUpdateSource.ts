import type { AppUpdater } from "electron-updater";
import type { UpdateSource } from "./lookForUpdate.ts";

type Updater = Pick<
  AppUpdater,
  "autoDownload" | "autoInstallOnAppQuit" | "logger" | "checkForUpdates" | "downloadUpdate"
>;

/** The place that the package names, asked by electron-updater, which is loaded only when somebody asks. */
export function createUpdateSource(load: () => Promise<Updater>): UpdateSource {
  const open = async (): Promise<Updater> => {
    const updater = await load();
    // Nothing is loaded or exchanged that nobody chose.
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = true;
    updater.logger = null;
    return updater;
  };
  return {
    async find() {
      const result = await (await open()).checkForUpdates();
      return result?.isUpdateAvailable ? result.updateInfo.version : undefined;
    },
    async load() {
      await (await open()).downloadUpdate();
    },
  };
}

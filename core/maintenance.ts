import type { Clock } from "./base/Clock.ts";
import type { BackupManifest } from "./store/backup/backupFormat.ts";
import { type BackupOptions, createBackup } from "./store/backup/createBackup.ts";
import { type Restored, type RestoreOptions, restoreBackup } from "./store/backup/restoreBackup.ts";
import { type Examination, examineFolder } from "./store/doctor/examineFolder.ts";

export type { BackupManifest, Examination, Restored };

/** Writes a backup of a data folder into one file, also while a host owns it. Rejects `not_found`, `already_exists`, `key_missing`. */
export function backUpDataFolder(
  options: Omit<BackupOptions, "now">,
  { clock }: { clock: Clock },
): Promise<BackupManifest> {
  return createBackup({ ...options, now: clock.now() });
}

/** Makes a data folder from a backup. Rejects `already_exists`, `backup_unusable`, `passphrase_wrong`, `data_folder_newer`. */
export function restoreDataFolder(options: RestoreOptions): Promise<Restored> {
  return restoreBackup(options);
}

/** Looks for everything that may be wrong with a data folder; changes nothing. Never throws for what it finds. */
export function examineDataFolder(options: { dataFolder: string; key: string | undefined }): Examination {
  return examineFolder(options);
}

import { randomUUID } from "node:crypto";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { BackupOptions } from "./createBackup.ts";
import { createBackup } from "./createBackup.ts";

/**
 * Backups of a data folder in files that somebody takes away. They lie in the data folder, where only its owner reads them, and
 * those that an earlier process left behind are thrown away before the first.
 */
export function createBackupFiles(parts: Pick<BackupOptions, "dataFolder" | "key"> & { now(): number }) {
  const folder = join(parts.dataFolder, "downloads");
  let prepared: Promise<void> | undefined;
  const prepare = async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { mode: 0o700 });
  };
  return {
    async create(passphrase: string | undefined) {
      prepared ??= prepare();
      await prepared;
      const file = join(folder, `${randomUUID()}.backup`);
      await createBackup({ dataFolder: parts.dataFolder, key: parts.key, file, passphrase, now: parts.now() });
      return { path: file, bytes: (await stat(file)).size, dispose: () => rm(file, { force: true }) };
    },
  };
}

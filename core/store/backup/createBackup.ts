import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { SluiceError } from "../../base/SluiceError.ts";
import { resolveDataFolder } from "../dataFolder.ts";
import { describeFailure, type PlainError } from "../toStoreError.ts";
import { parseVaultKey, readVaultKeyFile, vaultKeyId } from "../vault/vaultKey.ts";
import type { BackupManifest } from "./backupFormat.ts";
import { sealKey } from "./sealKey.ts";
import type { WriteBackupOptions } from "./writeBackup.ts";

export interface BackupOptions {
  dataFolder: string;
  /** Path of the backup; it appears when it is whole. */
  file: string;
  /** With it the vault key becomes part of the backup, sealed. */
  passphrase?: string | undefined;
  /** The vault key as text; default: the key file of the data folder. */
  key?: string | undefined;
  overwrite?: boolean;
  /** ms since the epoch. */
  now: number;
}

const threadFile = new URL("./backupThread.ts", import.meta.url);

/**
 * Writes a backup of a data folder, also while a host owns it. Rejects `not_found` when there is nothing to back up,
 * `already_exists`, `key_missing` when a passphrase is given and there is no key.
 */
export async function createBackup(options: BackupOptions): Promise<BackupManifest> {
  const folder = resolveDataFolder(options.dataFolder);
  if (!existsSync(folder.database)) {
    throw new SluiceError("not_found", `There is no data in ${folder.root}, so there is nothing to back up.`);
  }
  if (options.overwrite !== true && existsSync(options.file)) {
    throw new SluiceError("already_exists", `${options.file} exists. Choose another name, or overwrite it on purpose.`);
  }
  const text = options.key?.trim() ?? "";
  const key = text === "" ? readVaultKeyFile(folder.vaultKey) : parseVaultKey(text);
  if (options.passphrase !== undefined && key === undefined) {
    throw new SluiceError("key_missing", "The data folder has no key that could be part of the backup.");
  }
  const draft = `${options.file}.part`;
  await rm(draft, { force: true });
  try {
    const manifest = await writeInThread({
      database: folder.database,
      blobFolder: folder.blobs,
      file: draft,
      now: options.now,
      keyId: key === undefined ? "" : vaultKeyId(key),
      sealedKey:
        key === undefined || options.passphrase === undefined ? undefined : await sealKey(key, options.passphrase),
    });
    await rename(draft, options.file);
    return manifest;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function writeInThread(options: WriteBackupOptions): Promise<BackupManifest> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile, { name: "backup", workerData: options });
    worker.on("message", (answer: { manifest: BackupManifest } | { error: PlainError }) => {
      if ("manifest" in answer) resolve(answer.manifest);
      else reject(describeFailure(answer.error, { folder: options.file }));
    });
    worker.on("error", reject);
    worker.on("exit", () => reject(new SluiceError("internal", "The thread of the backup ended without an answer.")));
  });
}

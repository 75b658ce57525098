import { createHash } from "node:crypto";
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../base/Clock.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import { acquireLock } from "../acquireLock.ts";
import { type Connection, connect, connectReadOnly } from "../connect.ts";
import { createDataFolder, createPrivateFile, type DataFolder, resolveDataFolder } from "../dataFolder.ts";
import { findVersion } from "../migrate.ts";
import { migrations } from "../migrations/migrations.ts";
import { readVaultKeyFile, vaultKeyId, writeVaultKeyFile } from "../vault/vaultKey.ts";
import { type BackupManifest, blobName } from "./backupFormat.ts";
import { openKey } from "./sealKey.ts";

export interface RestoreOptions {
  dataFolder: string;
  file: string;
  /** Asked for when the backup holds the key; undefined = restore without it. */
  passphrase(): Promise<string | undefined>;
  clock: Clock;
}

export interface Restored {
  manifest: BackupManifest;
  /** `restored` from the backup, `present` in the folder before, `other`: one is present that does not open these values, `missing`. */
  key: "restored" | "present" | "other" | "missing";
}

/** What may lie in a folder that counts as empty. */
const harmless = new Set(["vault.key", "lock.db", "owner.json", "blobs", "classes", "backups"]);

/**
 * Makes a data folder from a backup. The database appears last: what was cut short can be repeated. Rejects
 * `already_exists` unless the folder is empty but for a key, `backup_unusable`, `passphrase_wrong`, `data_folder_newer`.
 */
export async function restoreBackup({ dataFolder, file, passphrase, clock }: RestoreOptions): Promise<Restored> {
  const folder = resolveDataFolder(dataFolder);
  const manifest = readManifest(file);
  assertEmpty(folder);
  const key = manifest.sealedKey === undefined ? undefined : await openSealed(manifest.sealedKey, passphrase);
  createDataFolder(folder);
  const lock = acquireLock(folder, clock);
  try {
    const present = readVaultKeyFile(folder.vaultKey);
    if (present !== undefined && key !== undefined && vaultKeyId(present) !== vaultKeyId(key)) {
      throw new SluiceError(
        "already_exists",
        `${folder.vaultKey} is another key than that of the backup. Move it away first.`,
      );
    }
    restoreData(folder, file);
    if (present === undefined && key !== undefined) writeVaultKeyFile(folder.vaultKey, key);
    renameSync(`${folder.database}.restored`, folder.database);
    if (key !== undefined) return { manifest, key: "restored" };
    if (present === undefined) return { manifest, key: "missing" };
    return { manifest, key: vaultKeyId(present) === manifest.keyId ? "present" : "other" };
  } finally {
    lock.release();
  }
}

async function openSealed(sealed: string, ask: RestoreOptions["passphrase"]): Promise<Uint8Array | undefined> {
  const passphrase = await ask();
  return passphrase === undefined ? undefined : openKey(sealed, passphrase);
}

const ownViews: ReadonlySet<string> = new Set(migrations.flatMap(({ sql }) => sql.match(/CREATE VIEW[^;]+/g) ?? []));

/** Says what a backup holds. Throws `not_found`, `backup_unusable`, `data_folder_newer`. */
export function readManifest(file: string): BackupManifest {
  if (!existsSync(file)) throw new SluiceError("not_found", `There is no file ${file}.`);
  return withReading(file, (connection) => {
    const text = connection.prepare("SELECT json FROM backup_manifest").pluck().get();
    const manifest = JSON.parse(String(text)) as BackupManifest;
    if (manifest.version !== 1) throw unusable(file, "it was made by another version of the program");
    // Ours has tables, indexes and the views of its migrations; anything else would act by itself.
    const others = connection
      .prepare("SELECT sql FROM sqlite_schema WHERE type NOT IN ('table', 'index')")
      .pluck()
      .all();
    if (!others.every((sql) => ownViews.has(String(sql)))) {
      throw unusable(file, "it holds triggers or views that no backup of this program has");
    }
    findVersion(connection, migrations);
    return manifest;
  });
}

function withReading<T>(file: string, use: (connection: Connection) => T): T {
  let connection: Connection | undefined;
  try {
    connection = connectReadOnly(file);
    connection.pragma("trusted_schema = OFF");
    return use(connection);
  } catch (error) {
    if (error instanceof SluiceError) throw error;
    throw unusable(file, error instanceof Error ? error.message : String(error), error);
  } finally {
    connection?.close();
  }
}

function restoreData(folder: DataFolder, file: string): void {
  const draft = `${folder.database}.draft`;
  const restored = `${folder.database}.restored`;
  for (const path of [draft, restored]) rmSync(path, { force: true });
  createPrivateFile(draft);
  copyFileSync(file, draft);
  const connection = connect(draft, { busyMs: 0 });
  try {
    connection.pragma("trusted_schema = OFF");
    const [verdict] = connection.prepare("PRAGMA integrity_check(1)").pluck().all();
    if (verdict !== "ok") throw unusable(file, String(verdict));
    writeBlobs(connection, { folder: folder.blobs, file });
    connection.exec("DROP TABLE backup_parts; DROP TABLE backup_blobs; DROP TABLE backup_manifest;");
    connection.pragma("auto_vacuum = INCREMENTAL");
    createPrivateFile(restored);
    connection.prepare("VACUUM INTO ?").run(restored);
  } catch (error) {
    if (error instanceof SluiceError) throw error;
    throw unusable(file, error instanceof Error ? error.message : String(error), error);
  } finally {
    connection.close();
    rmSync(draft, { force: true });
  }
  const handle = openSync(restored, "r+");
  fsyncSync(handle);
  closeSync(handle);
}

function writeBlobs(connection: Connection, { folder, file }: { folder: string; file: string }): void {
  const blobs = connection.prepare("SELECT name, sha256 FROM backup_blobs").all() as { name: string; sha256: string }[];
  const parts = connection.prepare("SELECT bytes FROM backup_parts WHERE name = ? ORDER BY part");
  for (const { name, sha256 } of blobs) {
    if (!blobName.test(name)) throw unusable(file, "it holds a file with a name that no blob has");
    const handle = openSync(join(folder, name), "w", 0o600);
    try {
      const hash = createHash("sha256");
      for (const row of parts.iterate(name) as IterableIterator<{ bytes: Buffer }>) {
        hash.update(row.bytes);
        writeSync(handle, row.bytes);
      }
      if (hash.digest("hex") !== sha256) throw unusable(file, `the saved data ${name} was changed`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}

function assertEmpty(folder: DataFolder): void {
  const found = existsSync(folder.root) ? readdirSync(folder.root) : [];
  const [other] = found.filter((name) => !harmless.has(name) && !/^sluice\.db\.(draft|restored)$/.test(name));
  if (other === undefined) return;
  throw new SluiceError(
    "already_exists",
    `The folder ${folder.root} is not empty: it holds ${other}. A backup is restored into an empty folder only.`,
    { details: { folder: folder.root } },
  );
}

function unusable(file: string, why: string, cause?: unknown): SluiceError {
  return new SluiceError("backup_unusable", `${file} cannot be restored: ${why}.`, { details: { file }, cause });
}

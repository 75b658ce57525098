import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs";
import type { Clock } from "../base/Clock.ts";
import type { Random } from "../base/Random.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { createSessionRepository } from "./access/createSessionRepository.ts";
import { createTokenRepository } from "./access/createTokenRepository.ts";
import { createUserRepository } from "./access/createUserRepository.ts";
import { createUserSettingRepository } from "./access/createUserSettingRepository.ts";
import { acquireLock, type FolderLock } from "./acquireLock.ts";
import { createApplicationRepository } from "./catalogue/createApplicationRepository.ts";
import { createCacheRepository } from "./catalogue/createCacheRepository.ts";
import { createConfigurationRepository } from "./catalogue/createConfigurationRepository.ts";
import { createConnectionTokenRepository } from "./catalogue/createConnectionTokenRepository.ts";
import { createDraftRepository } from "./catalogue/createDraftRepository.ts";
import { createReportRepository } from "./catalogue/createReportRepository.ts";
import { createRequestKeyRepository } from "./catalogue/createRequestKeyRepository.ts";
import { createSampleRepository } from "./catalogue/createSampleRepository.ts";
import { createScheduleRepository } from "./catalogue/createScheduleRepository.ts";
import { createSecretRepository } from "./catalogue/createSecretRepository.ts";
import { createSettingRepository } from "./catalogue/createSettingRepository.ts";
import { createStepClassDraftRepository } from "./catalogue/createStepClassDraftRepository.ts";
import { createStepClassRepository } from "./catalogue/createStepClassRepository.ts";
import { createSyncPackRepository } from "./catalogue/createSyncPackRepository.ts";
import { type Connection, connect, connectInMemory, connectReadOnly } from "./connect.ts";
import { createCompactor } from "./createCompactor.ts";
import { createFactsReader } from "./createFactsReader.ts";
import { createWorkerJournal } from "./createWorkerJournal.ts";
import { createDataFolder, createPrivateFile, type DataFolder, resolveDataFolder } from "./dataFolder.ts";
import { createRunHistory } from "./history/createRunHistory.ts";
import { findVersion, migrate } from "./migrate.ts";
import { migrations as allMigrations, type Migration } from "./migrations/migrations.ts";
import { createRunPruner } from "./runs/createRunPruner.ts";
import { createRunReader } from "./runs/createRunReader.ts";
import { createRunStore } from "./runs/createRunStore.ts";
import type { Store } from "./Store.ts";
import { createRefusingWriter, type StoreWriter } from "./StoreWriter.ts";
import { sweepBlobs } from "./sweepBlobs.ts";
import { toPlainError, toStoreError } from "./toStoreError.ts";
import { createTrashRepository } from "./trash/createTrashRepository.ts";
import { trimHeap } from "./trimHeap.ts";
import { createVault, type VaultOptions } from "./vault/createVault.ts";
import { Writer } from "./writer/Writer.ts";

export interface StoreOptions {
  /** Path of the data folder; an owner makes it at first use. */
  folder: string;
  /** `owner`: alone, may write. `reader`: beside anyone, changes nothing; a folder never used reads as an empty one. */
  mode: "owner" | "reader";
  clock: Clock;
  random: Random;
  /** The vault key as text (see `parseVaultKey`); without it the key file of the folder. */
  key?: string | undefined;
  /** Highest number of pages (4 KB each) of the database; without it only the disk is the limit. */
  maxPages?: number | undefined;
  /** The lock of the folder, when the owner has it already; it is released with the store, also one that cannot be opened. */
  lock?: FolderLock | undefined;
  /** The tables this program knows; without it those of this version. */
  migrations?: readonly Migration[];
}

/**
 * Opens a data folder. Rejects `data_folder_in_use` (naming the owner), `data_folder_newer`, `data_folder_broken` (with what
 * to do) or `key_missing`.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const folder = resolveDataFolder(options.folder);
  try {
    return options.mode === "owner" ? await openOwned(folder, options) : openForReading(folder, options);
  } catch (error) {
    throw toStoreError(error, folder.root);
  }
}

async function openOwned(folder: DataFolder, options: StoreOptions): Promise<Store> {
  createDataFolder(folder);
  const lock = options.lock ?? acquireLock(folder, options.clock);
  const writer = new Writer(folder.root);
  let connection: Connection | undefined;
  try {
    const vault = createVault(toVaultOptions(folder, options));
    connection = openDatabase(folder, options);
    writer.open(folder.database, { maxPages: options.maxPages });
    return buildStore(options, { folder, connection, writer, vault, lock });
  } catch (error) {
    await writer.close().catch(() => {});
    connection?.close();
    lock.release();
    throw error;
  }
}

function openDatabase(folder: DataFolder, { clock, migrations = allMigrations }: StoreOptions): Connection {
  createPrivateFile(folder.database);
  // SQLite would open it for reading and fail at the first commit.
  accessSync(folder.database, constants.W_OK);
  const connection = connect(folder.database, { busyMs: 5000 });
  try {
    // Before anything is changed: the file may be that of another program or of a newer version.
    const version = findVersion(connection, migrations);
    // Only a database without tables takes it: deleted rows can give their room back a little at a time.
    if (version === "empty") connection.pragma("auto_vacuum = INCREMENTAL");
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    migrate(connection, { migrations, backups: folder.backups, now: clock.now() });
    sweepBlobs(connection, folder.blobs);
    // From here on only the writer writes.
    connection.pragma("query_only = ON");
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function openForReading(folder: DataFolder, options: StoreOptions): Store {
  const { clock, migrations = allMigrations } = options;
  const vault = createVault(toVaultOptions(folder, options));
  // Not existsSync: a folder that must not be entered is not one that was never used.
  const found = statSync(folder.database, { throwIfNoEntry: false });
  let connection = found ? connectForReading(folder) : undefined;
  try {
    const version = connection === undefined ? "empty" : findVersion(connection, migrations);
    if (version === "older") throw olderFolder(folder);
    if (connection === undefined || version === "empty") {
      connection?.close();
      connection = connectInMemory();
      migrate(connection, { migrations, backups: undefined, now: clock.now() });
    }
    connection.pragma("query_only = ON");
    return buildStore(options, {
      folder,
      connection,
      writer: createRefusingWriter(folder.root),
      vault,
      lock: undefined,
    });
  } catch (error) {
    connection?.close();
    throw error;
  }
}

/** A folder that cannot be written (another user's, or a read-only disk) has no place for SQLite's side files: then a copy in memory is read. */
function connectForReading(folder: DataFolder): Connection {
  const connection = connectReadOnly(folder.database);
  try {
    connection.prepare("SELECT count(*) FROM sqlite_schema").get();
    return connection;
  } catch (error) {
    connection.close();
    if (!/^SQLITE_(CANTOPEN|READONLY)/.test(toPlainError(error).code) || existsSync(`${folder.database}-wal`))
      throw error;
    const content = readFileSync(folder.database);
    // Bytes 18 and 19 of the header say WAL (2), which memory cannot have; 1 is the rollback journal.
    content.fill(1, 18, 20);
    return connectInMemory(content);
  }
}

function buildStore(
  { clock, random, mode }: StoreOptions,
  parts: {
    folder: DataFolder;
    connection: Connection;
    writer: StoreWriter;
    vault: Store["vault"];
    lock: FolderLock | undefined;
  },
): Store {
  const { folder, connection, writer, vault, lock } = parts;
  let closing: Promise<void> | undefined;
  const reader = createRunReader({ connection, vault });
  const storedShapes = new Set<string>();
  const storedClasses = new Set<string>();
  const close = async (): Promise<void> => {
    try {
      // The writer is the last to close, so that it moves the log into the database.
      connection.close();
      await writer.close();
    } finally {
      lock?.release();
    }
  };
  return {
    folder,
    mode,
    runs: createRunStore({ connection, writer, vault, storedShapes }),
    reader,
    history: createRunHistory({ connection, writer, reader, blobFolder: folder.blobs }),
    pruner: createRunPruner({ connection, writer, blobFolder: folder.blobs, clock, storedShapes, storedClasses }),
    compactor: createCompactor({ connection, writer }),
    applications: createApplicationRepository({ connection, writer, clock, random }),
    drafts: createDraftRepository({ connection, writer, clock }),
    configurations: createConfigurationRepository({ connection, writer, clock }),
    secrets: createSecretRepository({ connection, writer, clock }),
    connectionTokens: createConnectionTokenRepository({ connection, writer, clock }),
    schedules: createScheduleRepository({ connection, writer, vault, clock }),
    stepClasses: createStepClassRepository({ connection, writer, clock, storedClasses }),
    stepClassDrafts: createStepClassDraftRepository({ connection, writer }),
    syncPacks: createSyncPackRepository({ connection, writer, isOwner: mode === "owner" }),
    reports: createReportRepository({ connection, writer }),
    facts: createFactsReader({ connection, folder }),
    settings: createSettingRepository({ connection, writer, isOwner: mode === "owner" }),
    cache: createCacheRepository({ connection, writer, vault, clock }),
    tokens: createTokenRepository({ connection, writer }),
    users: createUserRepository({ connection, writer }),
    sessions: createSessionRepository({ connection, writer }),
    requestKeys: createRequestKeyRepository({ connection, writer }),
    trash: createTrashRepository({ connection, writer }),
    userSettings: createUserSettingRepository({ connection, writer }),
    samples: createSampleRepository(connection),
    workers: createWorkerJournal({ connection, writer }),
    vault,
    integrityCheck: () => checkIntegrity(connection),
    shrink: () => void connection.pragma("shrink_memory"),
    trim: () => trimHeap(connection),
    checkpoint: () => writer.maintain("truncate"),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function checkIntegrity(connection: Connection): string[] {
  const found = connection.prepare("PRAGMA integrity_check").pluck().all().map(String);
  const dangling = connection.prepare("PRAGMA foreign_key_check").all() as { table: string; parent: string }[];
  return [
    ...found.filter((line) => line !== "ok"),
    ...dangling.map(({ table, parent }) => `a row of ${table} refers to no row of ${parent}`),
  ];
}

function toVaultOptions(folder: DataFolder, { key, mode }: StoreOptions): VaultOptions {
  if (key !== undefined && key.trim() !== "") return { key };
  // A key made here would be a second one beside that of the keychain.
  if (mode !== "reader" && !existsSync(folder.vaultKey) && existsSync(folder.sealedKey)) throw sealedAway(folder);
  return { keyFile: folder.vaultKey, readonly: mode === "reader" };
}

function sealedAway({ root }: DataFolder): SluiceError {
  return new SluiceError(
    "key_missing",
    `The key of data folder ${root} is in the keychain of the system, which only the desktop program opens. Start that first: commands then ask it. Its tray menu also puts the key back into a file`,
    { details: { folder: root } },
  );
}

function olderFolder(folder: DataFolder): SluiceError {
  return new SluiceError(
    "data_folder_broken",
    `Data folder ${folder.root} was written by an older version. Bring it up to date first with a command that writes`,
    { details: { folder: folder.root } },
  );
}

import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync } from "node:fs";
import { join } from "node:path";
import { SluiceError } from "../base/SluiceError.ts";
import type { Connection } from "./connect.ts";
import { createPrivateFile } from "./dataFolder.ts";
import type { Migration } from "./migrations/migrations.ts";

export interface MigrateOptions {
  migrations: readonly Migration[];
  /** Folder for the copy of an older database; undefined = none is made (a database in memory). */
  backups: string | undefined;
  /** ms since the epoch. */
  now: number;
}

interface AppliedMigration {
  number: number;
  sha256: string;
}

/** "Slui": tells our database from those of other programs. */
const applicationId = 0x536c7569;

/**
 * Brings a database up to date, each migration in a transaction of its own. A database of an older version is copied aside
 * first. Throws `data_folder_newer` for a newer one, `data_folder_broken` for one that is not ours or was changed.
 */
export function migrate(connection: Connection, { migrations, backups, now }: MigrateOptions): void {
  const applied = readApplied(connection);
  assertKnown(applied, migrations);
  const missing = migrations.slice(applied.length);
  if (missing.length === 0) return;
  if (applied.length > 0 && backups !== undefined) copyAside(connection, { backups, now, version: applied.length });
  if (applied.length === 0) connection.pragma(`application_id = ${applicationId}`);
  for (const migration of missing) apply(connection, migration, now);
}

/** Whether a reader can use the database: `empty` has never been used, `older` must be migrated first. */
export function findVersion(connection: Connection, migrations: readonly Migration[]): "empty" | "older" | "current" {
  const applied = readApplied(connection);
  assertKnown(applied, migrations);
  if (applied.length === 0) return "empty";
  return applied.length < migrations.length ? "older" : "current";
}

export function migrationHash(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex");
}

function readApplied(connection: Connection): AppliedMigration[] {
  const tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (tables.includes("migrations")) {
    return connection.prepare<[], AppliedMigration>("SELECT number, sha256 FROM migrations ORDER BY number").all();
  }
  if (tables.length === 0) return [];
  throw new SluiceError("data_folder_broken", "sluice.db is the database of another program. Choose another folder");
}

function assertKnown(applied: AppliedMigration[], migrations: readonly Migration[]): void {
  if (applied.length > migrations.length) {
    throw new SluiceError(
      "data_folder_newer",
      `The data folder is of version ${applied.length}, this program knows ${migrations.length}. Update the program`,
      { details: { version: applied.length, known: migrations.length } },
    );
  }
  for (const [index, { number, sha256 }] of applied.entries()) {
    const migration = migrations[index];
    if (migration && number === migration.number && sha256 === migrationHash(migration)) continue;
    throw new SluiceError(
      "data_folder_newer",
      `The data folder was written by another build: its migration ${number} differs. Use the program that wrote it`,
      { details: { migration: number } },
    );
  }
}

function copyAside(
  connection: Connection,
  { backups, now, version }: { backups: string; now: number; version: number },
): void {
  const stamp = new Date(now).toISOString().replaceAll(":", "-");
  const copy = join(backups, `sluice-version-${version}-${stamp}.db`);
  createPrivateFile(copy);
  connection.prepare("VACUUM INTO ?").run(copy);
  // SQLite leaves it to the system when the copy reaches the disk; the migration must not begin before.
  const file = openSync(copy, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function apply(connection: Connection, migration: Migration, now: number): void {
  connection.exec("BEGIN IMMEDIATE");
  try {
    connection.exec(
      "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
    );
    connection.exec(migration.sql);
    connection
      .prepare("INSERT INTO migrations (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)")
      .run(migration.number, migration.name, migrationHash(migration), now);
    connection.exec("COMMIT");
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

import { existsSync } from "node:fs";
import { isSluiceError } from "../../base/SluiceError.ts";
import { findOwner } from "../acquireLock.ts";
import { type Connection, connectReadOnly } from "../connect.ts";
import { type DataFolder, resolveDataFolder } from "../dataFolder.ts";
import { findVersion } from "../migrate.ts";
import { migrations } from "../migrations/migrations.ts";
import { createVault } from "../vault/createVault.ts";
import { type Check, ok, problem, warning } from "./Check.ts";
import { checkBlobs, checkIntegrity, checkOrphanedRows, checkRoom } from "./checkDatabase.ts";
import { checkDisk, checkModes } from "./checkFiles.ts";

export interface Examination {
  dataFolder: string;
  /** No check found a problem. */
  isHealthy: boolean;
  checks: Check[];
}

/** Looks at all of a data folder, also beside a host that owns it, and changes nothing. What cannot be looked at is a problem. */
export function examineFolder({ dataFolder, key }: { dataFolder: string; key: string | undefined }): Examination {
  const folder = resolveDataFolder(dataFolder);
  const checks = existsSync(folder.database)
    ? examine(folder, key)
    : [warning("data folder", `${folder.root} holds no data yet`)];
  return { dataFolder: folder.root, isHealthy: checks.every(({ state }) => state !== "problem"), checks };
}

function examine(folder: DataFolder, key: string | undefined): Check[] {
  const owner = findOwner(folder);
  const owned = owner === "unknown" ? "a host is at work" : `a host is at work, process ${owner?.pid}`;
  const checks: Check[] = [
    ok("host", owner === undefined ? "none is at work" : owned),
    tryCheck("permissions", () => [checkModes(folder)]),
    tryCheck("disk", () => [checkDisk(folder)]),
  ].flat();
  let connection: Connection | undefined;
  try {
    connection = connectReadOnly(folder.database);
    const opened = connection;
    checks.push(...tryCheck("integrity", () => checkIntegrity(opened)));
    const version = tryCheck("versions", () => [checkVersion(opened)]);
    checks.push(...version);
    if (version.some(({ state }) => state === "problem")) return checks;
    checks.push(
      ...tryCheck("blobs", () => checkBlobs(opened, { folder, isOwned: owner !== undefined })),
      ...tryCheck("orphaned rows", () => [checkOrphanedRows(opened)]),
      ...tryCheck("database", () => [checkRoom(opened)]),
      ...tryCheck("key", () => [checkKey(opened, { folder, key })]),
    );
  } catch (error) {
    checks.push(problem("integrity", `the database cannot be read: ${messageOf(error)}. Restore a backup`));
  } finally {
    connection?.close();
  }
  return checks;
}

function checkVersion(connection: Connection): Check {
  const state = findVersion(connection, migrations);
  const known = `this program knows version ${migrations.length}`;
  const sqlite = String(connection.prepare("SELECT sqlite_version()").pluck().get());
  const runtime = `Node ${process.versions.node}, SQLite ${sqlite}`;
  if (state === "current") return ok("versions", `the data is of version ${migrations.length}; ${runtime}`);
  return warning("versions", `the data is ${state}; ${known} and brings it up to date at the next start; ${runtime}`);
}

/** Whether the present key opens what the newest run keeps encrypted. */
function checkKey(connection: Connection, { folder, key }: { folder: DataFolder; key: string | undefined }): Check {
  const hasText = key !== undefined && key.trim() !== "";
  if (!hasText && !existsSync(folder.vaultKey)) {
    return problem("key", "vault.key is missing: encrypted values cannot be read. Put back a copy of it");
  }
  const vault = createVault(hasText ? { key } : { keyFile: folder.vaultKey, readonly: true });
  const wrapped = connection
    .prepare("SELECT wrapped_data_key FROM run_plans WHERE wrapped_data_key <> '' ORDER BY run DESC LIMIT 1")
    .pluck()
    .get();
  if (wrapped === undefined) return ok("key", `present, ${vault.keyId}; nothing is encrypted yet`);
  try {
    vault.unwrapDataKey(String(wrapped));
    return ok("key", `present, ${vault.keyId}, and opens the newest run`);
  } catch (error) {
    return problem("key", `the present key does not open the newest run: ${messageOf(error)}`);
  }
}

function tryCheck(name: string, look: () => Check[]): Check[] {
  try {
    return look();
  } catch (error) {
    const text = messageOf(error);
    return [problem(name, isSluiceError(error) ? text : `cannot be looked at: ${text}`)];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import Database from "better-sqlite3";
import { StepException, toJson } from "sluice";

/** A database file that cannot be used, or a statement that fails. */
export class SqliteException extends StepException {}

/** Opens a file; waits up to 10 s for others that write it. Throws SqliteException. */
export function openSqlite(path: string, { create }: { create: boolean }): Database.Database {
  const full = path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
  if (!isAbsolute(full)) throw new SqliteException(`"${path}" is no absolute path`);
  if (!create && !existsSync(full))
    throw new SqliteException(`There is no file ${full}; allow creating it, or correct the path`);
  try {
    return new Database(full, { timeout: 10_000 });
  } catch (cause) {
    throw new SqliteException(`${full} cannot be opened: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

/** A value as SQLite can keep it. */
export function toBinding(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return BigInt(value);
  // A number would be kept as a real number: 1 in a column of text as 1.0.
  if (typeof value === "number" && Number.isSafeInteger(value)) return BigInt(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return typeof value === "object" ? toJson(value) : value;
}

/** What SQLite says, with the statement, which holds no values. */
export function toSqliteException(error: unknown, sql: string): unknown {
  if (error instanceof StepException || !(error instanceof Error)) return error;
  const isSqlite = error.name === "SqliteError" || error instanceof RangeError || error instanceof TypeError;
  return isSqlite ? new SqliteException(`${error.message}, in: ${sql.trim().slice(0, 500)}`, { cause: error }) : error;
}

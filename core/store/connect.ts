import Database from "better-sqlite3";
import { SluiceError } from "../base/SluiceError.ts";

export type Connection = Database.Database;
export type Statement = Database.Statement<unknown[]>;
/** What SQLite takes and gives. */
export type SqlValue = string | number | null | Uint8Array;

const neededNodeApi = 10;

/** Opens a database that may be written. `busyMs`: how long to wait for a lock of another connection. */
export function connect(path: string, options: { busyMs: number }): Connection {
  assertNodeApi();
  return new Database(path, { timeout: options.busyMs });
}

/** Opens an existing database for reading; the file is never changed. */
export function connectReadOnly(path: string): Connection {
  assertNodeApi();
  return new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
}

/** A database of its own in memory, or one made of the bytes of a file. */
export function connectInMemory(content?: Buffer): Connection {
  assertNodeApi();
  return new Database(content ?? ":memory:");
}

/** A statement that is prepared when it is first used: opening a store costs only what is needed. */
export function lazyStatement(connection: Connection, sql: string, options: { raw?: boolean } = {}): () => Statement {
  let statement: Statement | undefined;
  return () => {
    if (statement === undefined) {
      statement = connection.prepare<unknown[]>(sql);
      if (options.raw) statement.raw(true);
    }
    return statement;
  };
}

// An older Node-API ends the process with a segmentation fault instead of an error.
function assertNodeApi(): void {
  if (Number(process.versions.napi) >= neededNodeApi) return;
  throw new SluiceError("internal", `The database needs Node 22.14 or newer, this is ${process.version}`);
}

import type { Socket } from "node:net";
import {
  BaseStep,
  type Connection,
  openTunnel,
  type Pooled,
  reasonOf,
  StepException,
  type StepLogger,
  toConnectionException,
  withPooled,
} from "sluice";
import type tedious from "tedious";
import { type ColumnSort, createRowReader, toMssqlParameter } from "./mssqlTypes.ts";
import { readServerSettings, serverParameters, shortStatement } from "./serverSettings.ts";

/** A statement that SQL Server refuses or does not end in time. */
export class MssqlException extends StepException {}

/** What all steps for Microsoft SQL Server share. */
export abstract class MssqlStep extends BaseStep.with(serverParameters("mssql")) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Databases";
  override icon = "database";

  async testConnection(): Promise<string> {
    const sql = `SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(100)) AS version, DB_NAME() AS name, SUSER_SNAME() AS who`;
    const { rows } = await withMssql(this, (server) => server.run({ sql, values: {} }), { fresh: true });
    const [row] = rows as { version: string; name: string; who: string }[];
    return `SQL Server ${row?.version}, database "${row?.name}" as ${row?.who}`;
  }
}

export interface Statement {
  sql: string;
  /** By the names that stand in the statement, without `@`. */
  values: Readonly<Record<string, unknown>>;
  /** Sorts of the columns that values are for, by name. */
  sorts?: Readonly<Record<string, ColumnSort>>;
}

/** A connection while it is used. Values travel beside their statement, so they never become SQL. Throws MssqlException. */
export interface MssqlServer {
  /** All rows of a statement, and how many it gave or changed. */
  run(statement: Statement & { short?: string }): Promise<{ rows: unknown[]; count: number }>;
  /** The rows as they come, in constant memory. */
  readRows(statement: Statement): AsyncGenerator<unknown>;
  /** All of the work or nothing. */
  inTransaction<T>(work: () => Promise<T>): Promise<T>;
}

type MssqlUser = Pick<MssqlStep, "getConnection" | "getParameter" | "logger" | "signal">;

/**
 * Does a piece of work over a connection that an earlier attempt left open, or a new one. `fresh`: always a new one. Throws
 * ConnectionException, and what the work throws.
 */
export async function withMssql<T>(
  step: MssqlUser,
  work: (server: MssqlServer) => Promise<T>,
  { fresh = false } = {},
): Promise<T> {
  const driver = await loadDriver();
  const given = step.getConnection("connection");
  const timeout = step.getParameter("timeout") as number;
  const { logger, signal } = step;
  const serverOf = (client: tedious.Connection) => createServer(client, { driver, timeout, signal });
  const pooled: Pooled<tedious.Connection> = {
    open: () => connect(given, { driver, timeout, signal, logger }),
    // The settings of the session go with a mark by which the server makes it as new.
    rest: async (client) => {
      await new Promise<void>((resolve, reject) => client.reset((error) => (error ? reject(error) : resolve())));
      socketOf(client)?.unref();
    },
    wake: (client) => {
      socketOf(client)?.ref();
      return serverOf(client).run({ sql: "SELECT 1 AS awake", values: {} });
    },
    close: (client) => client.close(),
  };
  return withPooled(fresh ? undefined : { mssql: given, timeout }, pooled, async (client) => {
    const server = serverOf(client);
    const leave = (): void => void client.cancel();
    signal.addEventListener("abort", leave, { once: true });
    try {
      signal.throwIfAborted();
      return await work(server);
    } finally {
      signal.removeEventListener("abort", leave);
      await server.settle();
    }
  });
}

/** A driver of this size is loaded by those who use it. What its packages leave in the global scope would cost the worker its place. */
async function loadDriver(): Promise<typeof tedious> {
  const known = new Set(Reflect.ownKeys(globalThis));
  const { default: driver } = await import("tedious");
  for (const key of Reflect.ownKeys(globalThis)) if (!known.has(key)) Reflect.deleteProperty(globalThis, key);
  return driver;
}

async function connect(
  given: Connection,
  { driver, timeout, signal, logger }: Driver & { logger: StepLogger },
): Promise<tedious.Connection> {
  signal.throwIfAborted();
  const { host, port } = readServerSettings(given, { port: 1433 });
  const user = { logger, signal, connectMs: timeout };
  const through = await openTunnel<Socket>(given, { place: { host, port }, user });
  let client: tedious.Connection | undefined;
  const leave = (): void => client?.close();
  signal.addEventListener("abort", leave, { once: true });
  try {
    signal.throwIfAborted();
    const configuration = toConfiguration(given, timeout);
    if (through !== undefined) Object.assign(configuration.options ?? {}, { connector: async () => through });
    const opened = new driver.Connection(configuration);
    client = opened;
    // A connection that is lost fails the statement as well; without a listener it would end the process.
    opened.on("error", () => undefined);
    await new Promise<void>((resolve, reject) => {
      opened.once("end", () => reject(new Error("the connection was closed")));
      opened.connect((error) => (error ? reject(error) : resolve()));
    });
    return opened;
  } catch (error) {
    leave();
    through?.destroy();
    throw toConnectionException(given.name, error);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

function toConfiguration(given: Connection, timeout: number): tedious.ConnectionConfiguration {
  const { host, port, user, password, database, tls } = readServerSettings(given, { port: 1433 });
  const { rejectUnauthorized = false, ...certificates } = tls ?? {};
  return {
    server: host,
    authentication: { type: "default", options: { userName: user, password } },
    options: {
      port,
      database,
      appName: "sluice",
      encrypt: tls !== undefined,
      trustServerCertificate: !rejectUnauthorized,
      cryptoCredentialsDetails: certificates,
      connectTimeout: timeout,
      requestTimeout: timeout,
      cancelTimeout: 1_000,
      // What names no moment is read as text, as it was written.
      useUTC: true,
      abortTransactionOnError: true,
    },
  } as tedious.ConnectionConfiguration;
}

/** Rows that wait for the step; then the server waits. */
const mostWaiting = 1_000;

/** The types leave it out. */
function socketOf(client: tedious.Connection): Socket | undefined {
  return Reflect.get(client, "socket") as Socket | undefined;
}

/** What came from the server so far, also while one long value comes. */
function bytesOf(client: tedious.Connection): number {
  return socketOf(client)?.bytesRead ?? 0;
}

interface Driver {
  driver: typeof tedious;
  /** Longest silence of the server, in milliseconds. */
  timeout: number;
  signal: AbortSignal;
}

function createServer(
  client: tedious.Connection,
  { driver: { Request, TYPES }, timeout, signal }: Driver,
): MssqlServer & { settle(): Promise<void> } {
  let inFlight: Promise<unknown> = Promise.resolve();
  const ask = (
    { sql, values, sorts = {}, short = sql }: Statement & { short?: string },
    onRow: (row: unknown) => void,
  ) => {
    signal.throwIfAborted();
    let read: ReturnType<typeof createRowReader> = () => undefined;
    let unread: unknown;
    const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
    const request = new Request(sql, (error, count = 0) => {
      clearTimeout(silence);
      if (unread === undefined && !error) resolve(count);
      else reject(toMssqlException(unread ?? error, short));
    });
    for (const [name, given] of Object.entries(values)) {
      const { type, value, options } = toMssqlParameter(given, { types: TYPES, sort: sorts[name] ?? "other" });
      request.addParameter(name, type, value, options);
    }
    request.on("columnMetadata", (columns) => {
      read = createRowReader(Array.isArray(columns) ? columns : Object.values(columns));
    });
    request.on("row", (columns) => {
      if (unread !== undefined) return;
      try {
        onRow(read(columns));
      } catch (error) {
        unread = error;
        request.cancel();
      }
    });
    // That of the driver ends with the first packet of an answer.
    request.setTimeout(0);
    let heard = bytesOf(client);
    const silence = setTimeout(() => {
      const before = heard;
      heard = bytesOf(client);
      if (request.paused || heard > before) return void silence.refresh();
      unread ??= new Error(`Timeout: the server said nothing for ${timeout / 1000} s`);
      request.cancel();
    }, timeout);
    request.on("row", () => silence.refresh()).on("resume", () => silence.refresh());
    inFlight = ended.catch(() => undefined);
    client.execSql(request);
    return { request, ended };
  };
  return {
    async run(statement) {
      const rows: unknown[] = [];
      const count = await ask(statement, (row) => rows.push(row)).ended;
      return { rows, count };
    },
    async *readRows(statement) {
      let rows: unknown[] = [];
      let isEnded = false;
      let wake = (): void => undefined;
      const { request, ended } = ask(statement, (row) => {
        rows.push(row);
        if (rows.length >= mostWaiting) request.pause();
        wake();
      });
      const told = ended.finally(() => {
        isEnded = true;
        wake();
      });
      // It is heard of below, after the rows before it.
      told.catch(() => undefined);
      for (;;) {
        const some = rows;
        rows = [];
        yield* some;
        if (rows.length > 0) continue;
        if (isEnded) return void (await told);
        await new Promise<void>((resolve) => {
          wake = resolve;
          request.resume();
        });
      }
    },
    async inTransaction(work) {
      const settle = (to: (done: (error?: unknown) => void) => void): Promise<void> =>
        new Promise((resolve, reject) => {
          to((error) => (error ? reject(toMssqlException(error, "a transaction")) : resolve()));
        });
      await settle((done) => client.beginTransaction(done));
      const result = await work();
      await settle((done) => client.commitTransaction(done));
      return result;
    },
    // The driver must not be left while it reads.
    async settle() {
      client.cancel();
      await inFlight;
    },
  };
}

/** What the server says, with the statement, which holds no values. */
export function toMssqlException(error: unknown, sql: string): unknown {
  if (error instanceof StepException) return error;
  return new MssqlException(`${reasonOf(error)}, in: ${shortStatement(sql)}`, { cause: error });
}

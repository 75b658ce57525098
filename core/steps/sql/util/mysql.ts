import { isIP, type Socket } from "node:net";
import mysql from "mysql2";
import {
  BaseStep,
  type Connection,
  openTunnel,
  type Pooled,
  readSettings,
  reasonOf,
  StepException,
  toConnectionException,
  withPooled,
} from "sluice";
import { createRowReader } from "./mysqlTypes.ts";
import { readServerSettings, serverParameters, shortStatement } from "./serverSettings.ts";

/** A statement that MySQL refuses or does not end in time. */
export class MysqlException extends StepException {}

/** What all steps for MySQL and MariaDB share. */
export abstract class MysqlStep extends BaseStep.with(serverParameters("mysql")) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Databases";
  override icon = "database";

  async testConnection(): Promise<string> {
    const sql = "SELECT version() AS version, database() AS name, current_user() AS who";
    const ask = (server: MysqlServer) => server.run({ sql, values: [] });
    const [row] = (await withMysql(this, ask, { fresh: true })) as {
      version: string;
      name: string | null;
      who: string;
    }[];
    const kind = row?.version.includes("MariaDB") ? "MariaDB" : "MySQL";
    const database = row?.name === null ? "no database" : `database "${row?.name}"`;
    return `${kind} ${row?.version}, ${database} as ${row?.who}`;
  }
}

export interface Statement {
  sql: string;
  values: unknown[];
}

/** A connection while it is used. Every statement is prepared, so that values never become SQL. Throws MysqlException. */
export interface MysqlServer {
  /** The rows of a statement, or what it changed. */
  run(statement: Statement & { short?: string }): Promise<unknown>;
  /** The rows as they come, in constant memory. */
  readRows(statement: Statement): AsyncGenerator<unknown>;
}

type MysqlUser = Pick<MysqlStep, "getConnection" | "getParameter" | "logger" | "signal">;

/**
 * Does a piece of work over a connection that an earlier attempt left open, or a new one. `fresh`: always a new one. Throws
 * ConnectionException, and what the work throws.
 */
export async function withMysql<T>(
  step: MysqlUser,
  work: (server: MysqlServer) => Promise<T>,
  { fresh = false } = {},
): Promise<T> {
  const given = step.getConnection("connection");
  const timeout = step.getParameter("timeout") as number;
  const pooled: Pooled<Opened> = {
    open: () => connect(step, { given, timeout }),
    // As logging in anew: transaction, variables, tables of the session and its database are as they were.
    rest: async ({ client, socket }) => {
      await new Promise<void>((resolve, reject) =>
        client.changeUser({}, (error) => (error ? reject(error) : resolve())),
      );
      socket.unref();
    },
    wake: ({ client, socket }) => {
      socket.ref();
      return prepareSession(client, timeout);
    },
    close: ({ client }) => client.destroy(),
  };
  const use = ({ client }: Opened): Promise<T> => work(createServer(client, timeout));
  return withPooled(fresh ? undefined : { mysql: given, timeout }, pooled, use);
}

interface Opened {
  client: mysql.Connection;
  /** What its way to the server goes over. */
  socket: Socket;
}

async function connect(
  { logger, signal }: MysqlUser,
  { given, timeout }: { given: Connection; timeout: number },
): Promise<Opened> {
  const { tls, ...server } = readServerSettings(given, { port: 3306 });
  if (tls?.rejectUnauthorized === true && isIP(server.host) !== 0) {
    throw readSettings(given).wrong(
      `the driver checks no certificate against an address, so with "tls" on "host" is a name`,
    );
  }
  const user = { logger, signal, connectMs: timeout };
  const through = await openTunnel<Socket>(given, { place: server, user });
  let client: mysql.Connection | undefined;
  try {
    client = mysql.createConnection({
      ...server,
      ...(through === undefined ? {} : { stream: through }),
      ...(tls === undefined ? {} : { ssl: { ...tls, verifyIdentity: tls.rejectUnauthorized } }),
      connectTimeout: timeout,
      charset: "utf8mb4",
      // A row that is left as it is counts as none.
      flags: ["-FOUND_ROWS"],
      // Moments are told in UTC, and what names none stays text.
      timezone: "Z",
      dateStrings: ["DATE", "DATETIME"],
      supportBigNumbers: true,
    });
    // Its socket, which the types leave out, before TLS takes its place.
    const socket = through ?? (Reflect.get(client, "stream") as Socket);
    await logIn(client);
    await prepareSession(client, timeout);
    return { client, socket };
  } catch (error) {
    client?.destroy();
    through?.destroy();
    throw error instanceof MysqlException ? error : toConnectionException(given.name, error);
  }
}

async function logIn(client: mysql.Connection): Promise<void> {
  // A connection that is lost fails the statement as well; without a listener it would end the process.
  client.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => client.connect((error) => (error ? reject(error) : resolve())));
}

/** The server itself ends what takes too long; MariaDB and MySQL name that differently. */
async function prepareSession(client: mysql.Connection, timeout: number): Promise<void> {
  const server = createServer(client, timeout);
  const [row] = (await server.run({ sql: "SELECT version() AS version", values: [] })) as { version: string }[];
  const isMariadb = row?.version.includes("MariaDB") === true;
  const limit = isMariadb
    ? `max_statement_time = ${(timeout / 1000).toFixed(3)}`
    : `max_execution_time = ${Math.ceil(timeout)}`;
  await server.run({ sql: `SET time_zone = '+00:00', ${limit}`, values: [] });
}

function createServer(client: mysql.Connection, timeout: number): MysqlServer {
  // The server is asked first; a server that says nothing at all is left a little later.
  const patience = timeout + 1_000;
  return {
    run: ({ sql, values, short }) =>
      new Promise((resolve, reject) => {
        client.execute({ sql, values, timeout: patience }, (error, result, fields) => {
          if (error) reject(toMysqlException(error, short ?? sql));
          else resolve(Array.isArray(result) ? result.map(createRowReader(fields)) : result);
        });
      }),
    async *readRows({ sql, values }) {
      let read: ((row: unknown) => unknown) | undefined;
      const query = client.execute({ sql, values, timeout: patience });
      query.on("fields", (given: mysql.FieldPacket[] | undefined) => {
        read = given && createRowReader(given);
      });
      try {
        for await (const row of query.stream({ highWaterMark: 500 })) {
          // What a statement without rows changed comes as the only one.
          if (read !== undefined) yield read(row);
        }
      } catch (error) {
        throw toMysqlException(error, sql);
      }
    },
  };
}

/** What the server says, with the statement, which holds no values. */
export function toMysqlException(error: unknown, sql: string): unknown {
  if (error instanceof StepException) return error;
  return new MysqlException(`${reasonOf(error)}, in: ${shortStatement(sql)}`, { cause: error });
}

import { Socket } from "node:net";
import pg from "pg";
import Cursor from "pg-cursor";
import {
  BaseStep,
  type Connection,
  openTunnel,
  type Pooled,
  reasonOf,
  StepException,
  toConnectionException,
  withPooled,
} from "sluice";
import { postgresTypes } from "./postgresTypes.ts";
import { readServerSettings, serverParameters, shortStatement } from "./serverSettings.ts";

/** A statement that PostgreSQL refuses or does not end in time. */
export class PostgresException extends StepException {}

/** What all steps for PostgreSQL share. */
export abstract class PostgresStep extends BaseStep.with(serverParameters("postgresql")) {
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Databases";
  override icon = "database";

  async testConnection(): Promise<string> {
    const text = "SELECT current_setting('server_version') AS version, current_database() AS name, current_user AS who";
    const ask = (client: pg.Client) => client.query<{ version: string; name: string; who: string }>(text);
    const [row] = (await withPostgres(this, ask, { fresh: true })).rows;
    return `PostgreSQL ${row?.version}, database "${row?.name}" as ${row?.who}`;
  }
}

type PostgresUser = Pick<PostgresStep, "getConnection" | "getParameter" | "logger" | "signal">;

/**
 * Does a piece of work over a connection that an earlier attempt left open, or a new one. `fresh`: always a new one. Throws
 * ConnectionException, and what the work throws.
 */
export async function withPostgres<T>(
  step: PostgresUser,
  work: (client: pg.Client) => Promise<T>,
  { fresh = false } = {},
): Promise<T> {
  const given = step.getConnection("connection");
  const timeout = step.getParameter("timeout") as number;
  const pooled: Pooled<Opened> = {
    open: () => connect(step, { given, timeout }),
    // Refused within a transaction, which the server takes back then.
    rest: async ({ client, socket }) => {
      await client.query("DISCARD ALL");
      socket.unref();
    },
    wake: async ({ client, socket }) => {
      socket.ref();
      await client.query("SELECT 1");
    },
    close: hangUp,
  };
  return withPooled(fresh ? undefined : { postgresql: given, timeout }, pooled, ({ client }) => work(client));
}

interface Opened {
  client: pg.Client;
  /** What its way to the server goes over. */
  socket: Socket;
}

async function connect(
  { logger, signal }: PostgresUser,
  { given, timeout }: { given: Connection; timeout: number },
): Promise<Opened> {
  const { tls, ...server } = readServerSettings(given, { port: 5432 });
  const user = { logger, signal, connectMs: timeout };
  const socket = (await openTunnel<Socket>(given, { place: server, user })) ?? new Socket();
  try {
    const client = new pg.Client({
      ...server,
      stream: () => socket,
      ssl: tls ?? false,
      connectionTimeoutMillis: timeout,
      statement_timeout: timeout,
      application_name: "sluice",
      // A wait may be long.
      keepAlive: true,
      keepAliveInitialDelayMillis: 15_000,
      types: postgresTypes,
    });
    // A connection that is lost fails the statement as well; without a listener it would end the process.
    client.on("error", () => undefined);
    await client.connect();
    return { client, socket };
  } catch (error) {
    socket.destroy();
    throw toConnectionException(given.name, error);
  }
}

/** Says good-bye; a server that does not hang up as well, or is gone, is left a second later. */
async function hangUp({ client, socket }: Opened): Promise<void> {
  const late = setTimeout(() => socket.destroy(), 1_000);
  try {
    await client.end();
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

/** Runs work in one transaction: all of it or nothing. */
export async function inTransaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** How many rows are read from the server at a time. */
const chunk = 1_000;

/** The rows of a statement as they come, in constant memory. Throws PostgresException. */
export async function* readRows(
  client: pg.Client,
  { text, values }: { text: string; values: unknown[] },
): AsyncGenerator<unknown> {
  const cursor = client.query(new Cursor<unknown>(text, values));
  try {
    for (;;) {
      const rows = await cursor.read(chunk).catch((error: unknown) => {
        throw toPostgresException(error, text);
      });
      yield* rows;
      if (rows.length < chunk) return;
    }
  } finally {
    await cursor.close().catch(() => undefined);
  }
}

/** What the server says, with the statement, which holds no values. */
export function toPostgresException(error: unknown, text: string): unknown {
  if (error instanceof StepException) return error;
  // By its form: a connection that rests may be that of another module's driver.
  const told = error instanceof Error && Reflect.get(error, "detail");
  const detail = typeof told === "string" && told !== "" ? ` (${told})` : "";
  return new PostgresException(`${reasonOf(error)}${detail}, in: ${shortStatement(text)}`, { cause: error });
}

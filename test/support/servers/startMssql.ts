import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { isDeepStrictEqual } from "node:util";
import type { Connection } from "../../../core/model/Connection.ts";
import type { TestServer } from "./runServer.ts";
import { readLogin, readRequest, type TdsRequest } from "./tds/readRequest.ts";
import { done, failure, loginAck, result, type TdsColumn, transaction } from "./tds/writeTokens.ts";

/** What the peer says to a statement that begins with a text. */
export interface Exchange {
  sql: string;
  /** Only to a statement with these values. */
  values?: Readonly<Record<string, unknown>>;
  columns?: readonly TdsColumn[];
  rows?: readonly (readonly unknown[])[];
  /** Rows that it changed. */
  count?: number;
  error?: { number: number; message: string };
  /** It never answers, or no more after the rows that it has. */
  isSilent?: boolean;
}

export interface MssqlTestServer {
  connection: Omit<Connection, "name">;
  /** Whether it is the peer below. */
  isPeer: boolean;
  /** What the peer was asked, in order, but for the settings of a new connection and whether one still works. */
  asked: TdsRequest[];
  /** How many connections the peer took, and what ends those that are open. */
  connections: { count(): number; end(): void } | undefined;
}

/** What a connection is asked that rested. */
const awake = "SELECT 1 AS awake";

/** A password that must never be seen. */
const password = "ms-swordfish/+ 42";

/**
 * The server that `SLUICE_TEST_MSSQL_URL` names, as `mssql://user:password@host:1433/database?tls=unchecked`. Without it a peer that speaks the
 * protocol ([MS-TDS]) but knows no SQL: it answers the statements of a test with what a server answers.
 */
export async function startMssql(exchanges: readonly Exchange[]): Promise<TestServer<MssqlTestServer>> {
  const given = process.env.SLUICE_TEST_MSSQL_URL;
  if (given !== undefined && given !== "") return readUrl(new URL(given));
  const asked: TdsRequest[] = [];
  const sockets = new Set<Socket>();
  let taken = 0;
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((socket) => {
    taken += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    speak(socket, (request) => {
      if (request.sql === awake) return done({ count: 1 });
      asked.push(request);
      return answer(request, exchanges);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const stop = async (): Promise<void> => {
    end();
    server.close();
    await once(server, "close");
  };
  const settings = { host: "127.0.0.1", port, user: "tester", password, database: "tests" };
  return {
    missing: undefined,
    connection: { kind: "mssql", settings },
    isPeer: true,
    asked,
    connections: { count: () => taken, end },
    stop,
  };
}

function readUrl(url: URL): TestServer<MssqlTestServer> {
  const settings = {
    host: url.hostname,
    port: Number(url.port || 1433),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    tls: url.searchParams.get("tls") ?? "off",
  };
  const connection = { kind: "mssql", settings };
  return {
    missing: undefined,
    connection,
    isPeer: false,
    asked: [],
    connections: undefined,
    stop: async () => undefined,
  };
}

function answer({ sql, values }: TdsRequest, exchanges: readonly Exchange[]): Buffer | undefined {
  if (sql === "begin" || sql === "commit" || sql === "rollback") return transaction(sql);
  const found = exchanges.find(
    (exchange) =>
      sql.startsWith(exchange.sql) && (exchange.values === undefined || isDeepStrictEqual(exchange.values, values)),
  );
  // A table that it does not know has no columns.
  const columns = exchanges.find((exchange) => sql.startsWith(exchange.sql) && exchange.values !== undefined)?.columns;
  if (found === undefined && columns !== undefined) return result(columns, []);
  if (found === undefined) return failure(102, `The peer has no answer to: ${sql}`);
  if (found.isSilent === true)
    return found.columns && result(found.columns, found.rows ?? []).subarray(0, -done().length);
  if (found.error !== undefined) return failure(found.error.number, found.error.message);
  return found.columns === undefined ? done({ count: found.count ?? 0 }) : result(found.columns, found.rows ?? []);
}

/** Messages come in packets of a header of 8 bytes and a part of the body; bit 0 of the second byte tells the last one. */
function speak(socket: Socket, ask: (request: TdsRequest) => Buffer | undefined): void {
  let waiting = Buffer.alloc(0);
  let body: Buffer[] = [];
  socket.on("data", (data) => {
    waiting = Buffer.concat([waiting, data]);
    while (waiting.length >= 8 && waiting.length >= waiting.readUInt16BE(2)) {
      const [type = 0, status = 0] = waiting;
      const length = waiting.readUInt16BE(2);
      body.push(waiting.subarray(8, length));
      waiting = waiting.subarray(length);
      if ((status & 1) === 0) continue;
      const message = Buffer.concat(body);
      body = [];
      const said = reply(type, message, ask);
      for (const one of said) send(socket, one);
    }
  });
}

function reply(type: number, body: Buffer, ask: (request: TdsRequest) => Buffer | undefined): Buffer[] {
  // Version and encryption, which is not supported, and the end.
  if (type === 0x12) return [Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, 2])];
  if (type === 0x10) {
    const login = readLogin(body);
    if (login.user === "tester" && login.password === password) return [loginAck()];
    return [failure(18456, `Login failed for user '${login.user}'.`)];
  }
  // A client takes back the statement that waits: its answer ends, and then that of taking it back.
  if (type === 0x06) return [done(), done({ status: 0x20 })];
  const said = type === 0x01 ? done() : ask(readRequest(type, body));
  return said === undefined ? [] : [said];
}

function send(socket: Socket, message: Buffer): void {
  const most = 4096 - 8;
  for (let at = 0; at < message.length; at += most) {
    const part = message.subarray(at, at + most);
    const isLast = at + most >= message.length && hasEnd(message);
    const head = Buffer.from([4, isLast ? 1 : 0, 0, 0, 0, 0, 1, 0]);
    head.writeUInt16BE(part.length + 8, 2);
    socket.write(Buffer.concat([head, part]));
  }
}

/** Whether its last token is the one that ends an answer. */
function hasEnd(message: Buffer): boolean {
  return message.at(-done().length) === done()[0] || message[0] === 0;
}

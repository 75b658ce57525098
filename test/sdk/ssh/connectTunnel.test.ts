import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { Transform } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import type { Connection } from "../../../core/model/Connection.ts";
import { startDovecot } from "../../support/servers/startDovecot.ts";
import { startMariadb } from "../../support/servers/startMariadb.ts";
import { startMongo } from "../../support/servers/startMongo.ts";
import { startMssql } from "../../support/servers/startMssql.ts";
import { startPostgres } from "../../support/servers/startPostgres.ts";
import { startRedis } from "../../support/servers/startRedis.ts";
import { startSlapd } from "../../support/servers/startSlapd.ts";
import { startSmtp } from "../../support/servers/startSmtp.ts";
import { startSshd } from "../../support/servers/startSshd.ts";
import { WorkerBench } from "../../support/WorkerBench.ts";

const sshd = await startSshd();
const strict = await startSshd(["AllowTcpForwarding no"]);
const one = { sql: "SELECT 1", columns: [{ name: "n", type: "int" as const }], rows: [[1]] };
const redis = await startRedis({ tls: true });
const systems = {
  PostgreSQL: await startPostgres({ tls: true }),
  MariaDB: await startMariadb({ tls: true }),
  "SQL Server": await startMssql([one]),
  LDAP: await startSlapd(),
  Redis: redis,
  MongoDB: await startMongo(),
  SMTP: await startSmtp(),
  IMAP: await startDovecot(),
};
const steps: Record<keyof typeof systems, { file: string; parameters: JsonObject; data: unknown }> = {
  PostgreSQL: { file: "sql/steps/PostgreSQLSelect", parameters: { statement: "SELECT 1 AS n" }, data: [{ n: 1 }] },
  MariaDB: { file: "sql/steps/MySQLSelect", parameters: { statement: "SELECT 1 AS n" }, data: [{ n: 1 }] },
  "SQL Server": { file: "sql/steps/MSSQLSelect", parameters: { statement: "SELECT 1 AS n" }, data: [{ n: 1 }] },
  LDAP: { file: "directory/steps/LDAPSearch", parameters: { filter: "(cn=nobody)" }, data: [] },
  Redis: { file: "redis/steps/RedisGet", parameters: { keys: ["nothing"] }, data: null },
  MongoDB: { file: "mongodb/steps/MongoDBFind", parameters: { collection: "nothing" }, data: [] },
  SMTP: {
    file: "mail/steps/SendMail",
    parameters: { from: "shop@example.com", to: ["ada@example.com"], text: "Hello" },
    data: expect.objectContaining({ accepted: ["ada@example.com"] }),
  },
  IMAP: { file: "mail/steps/ReadMail", parameters: {}, data: [] },
};

afterAll(async () => {
  for (const server of [sshd, strict, ...Object.values(systems)]) if (server.missing === undefined) await server.stop();
}, 240_000);

let bench: WorkerBench;
beforeEach(async () => {
  bench = await WorkerBench.create();
});
afterEach(() => bench.close());

const present = (Object.keys(systems) as (keyof typeof systems)[]).filter(
  (name) => systems[name].missing === undefined,
);

describe.skipIf(sshd.missing !== undefined || strict.missing !== undefined).each(present)(
  "%s through a tunnel",
  (name) => {
    const system = systems[name];
    const { file, parameters, data } = steps[name];
    if (system.missing !== undefined || sshd.missing !== undefined || strict.missing !== undefined) return;
    const first: Connection = { ...sshd.connection, name: "first" };
    const ask = async (tunnel: Connection | undefined, settings: JsonObject = {}) => {
      const path = fileURLToPath(new URL(`../../../core/steps/${file}.ts`, import.meta.url));
      const given = {
        ...system.connection.settings,
        // Through a port of this computer the certificate still names the server.
        ...(system === redis && { host: "localhost", tls: "on", ca: redis.certificate ?? "" }),
        tunnel: tunnel?.name ?? "nobody",
        ...settings,
      };
      const ended = await bench.run(path, {
        environment: "sql",
        connections: [{ ...system.connection, name: "db", settings: given, ...(tunnel && { tunnel }) }],
        parameters: { connection: "db", ...parameters },
      });
      return ended.outcome.kind === "success" ? ended.data : ended.outcome;
    };
    const failure = (message: unknown) => ({ kind: "failure", error: { exception: "ConnectionException", message } });

    it("does what it does without one, again and again, in one worker", async () => {
      const second: Connection = { ...sshd.connection, name: "second", tunnel: first };
      expect([await ask(first), await ask(first), await ask(second)]).toEqual([data, data, data]);
      await expect.poll(() => bench.pool.list().map(({ state }) => state)).toEqual(["idle"]);
      expect(bench.events).toEqual([expect.objectContaining({ kind: "started" })]);
    });

    it("says why there is no way", async () => {
      const { port } = system.connection.settings as { port: number };
      const closed: Connection = { ...strict.connection, name: "strict" };
      expect(await ask(closed)).toMatchObject(
        failure(
          expect.stringMatching(
            `^The connection "db" cannot be made: the way through "strict" does not lead to .*, port ${port}: `,
          ),
        ),
      );
      const stranger = {
        ...first,
        settings: { ...first.settings, host_key: strict.connection.settings.host_key ?? "" },
      };
      expect(await ask(stranger)).toMatchObject(
        failure(expect.stringMatching(/^The connection "first" cannot be made: the server shows another host key/)),
      );
      expect(await ask(undefined)).toMatchObject(
        failure('The connection "db" cannot be used: "tunnel" names no connection, or leads in a circle: nobody'),
      );
      expect(await ask({ ...first, kind: "mysql" })).toMatchObject(
        failure('The connection "first" cannot be used: it is of the kind mysql, not ssh'),
      );
    });
  },
);

/** A door to a port of this computer, behind which everything is said later by so many ms. Resolves with its own port. */
async function startFarAway(port: number, lateMs: number): Promise<number> {
  const later = () =>
    new Transform({
      transform: (chunk, _encoding, done) => void delay(lateMs).then(() => done(null, chunk)),
      flush: (done) => void delay(lateMs).then(() => done()),
    });
  const door = createServer({ allowHalfOpen: true }, (socket) => {
    const behind = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.pipe(later()).pipe(behind);
    behind.pipe(later()).pipe(socket);
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      one.on("error", () => other.destroy()).on("close", () => other.destroySoon());
    }
  });
  onTestFinished(() => void door.close());
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  return (door.address() as AddressInfo).port;
}

describe.skipIf(sshd.missing !== undefined).each(["LDAP", "MongoDB"] as const)(
  "%s through a server far away",
  (name) => {
    it("is left without replacing the worker, however long the server takes to hang up as well", async () => {
      const system = systems[name];
      if (sshd.missing !== undefined || system.missing !== undefined) return;
      const { settings } = sshd.connection;
      const port = await startFarAway(settings.port as number, 150);
      const tunnel = { ...sshd.connection, name: "first", settings: { ...settings, host: "127.0.0.1", port } };
      const { file, parameters, data } = steps[name];
      const path = fileURLToPath(new URL(`../../../core/steps/${file}.ts`, import.meta.url));
      const settingsOfSystem = { ...system.connection.settings, tunnel: "first" };
      const ask = () =>
        bench.run(path, {
          environment: "sql",
          connections: [{ ...system.connection, name: "db", settings: settingsOfSystem, tunnel }],
          parameters: { connection: "db", ...parameters },
        });
      expect((await ask()).data).toEqual(data);
      // A worker checks itself before it takes another class.
      const other = fileURLToPath(new URL("../../../core/steps/base/steps/Log.ts", import.meta.url));
      await bench.run(other, { environment: "sql", parameters: { message: "here" } });
      expect(bench.events).toEqual([expect.objectContaining({ kind: "started" })]);
    });
  },
);

const secure = {
  PostgreSQL: "SELECT pid AS id, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
  MariaDB: `SELECT CONNECTION_ID() AS id, VARIABLE_VALUE AS version FROM information_schema.SESSION_STATUS
    WHERE VARIABLE_NAME = 'SSL_VERSION'`,
};

describe.skipIf(sshd.missing !== undefined).each(["PostgreSQL", "MariaDB"] as const)(
  "%s with TLS in a tunnel",
  (name) => {
    it("is encrypted to the end, and rests all the same", async () => {
      const system = systems[name];
      if (sshd.missing !== undefined || system.missing !== undefined) return;
      const tunnel = { ...sshd.connection, name: "first" };
      const settings = {
        ...system.connection.settings,
        host: "localhost",
        tunnel: "first",
        tls: "on",
        ca: system.certificate ?? "",
      };
      const path = fileURLToPath(new URL(`../../../core/steps/${steps[name].file}.ts`, import.meta.url));
      const run = () =>
        bench.run(path, {
          environment: "sql",
          connections: [{ ...system.connection, name: "db", settings, tunnel }],
          parameters: { connection: "db", statement: secure[name] },
        });
      const first = (await run()).data;
      expect(first).toEqual([{ id: expect.any(Number), version: "TLSv1.3" }]);
      expect((await run()).data).toEqual(first);
      await expect.poll(() => bench.pool.list().map(({ state }) => state)).toEqual(["idle"]);
      expect(bench.events).toEqual([expect.objectContaining({ kind: "started" })]);
    });
  },
);

import { fileURLToPath } from "node:url";
import mysql from "mysql2/promise";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import type { Connection } from "../../../../core/model/Connection.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMariadb } from "../../../support/servers/startMariadb.ts";
import { startMssql } from "../../../support/servers/startMssql.ts";
import { startPostgres } from "../../../support/servers/startPostgres.ts";
import { WorkerBench } from "../../../support/WorkerBench.ts";

let bench: WorkerBench;
beforeEach(async () => {
  bench = await WorkerBench.create();
});
afterEach(() => bench.close());

/** What a statement gives in an attempt of a real worker. Throws what it fails with. */
async function ask(file: string, given: Omit<Connection, "name">, parameters: JsonObject) {
  const { outcome, data } = await bench.run(
    fileURLToPath(new URL(`../../../../core/steps/sql/steps/${file}.ts`, import.meta.url)),
    {
      environment: "sql",
      connections: [{ ...given, name: "db" }],
      parameters: { connection: "db", ...parameters },
    },
  );
  if (outcome.kind !== "success") throw new Error(JSON.stringify(outcome));
  return data;
}

/** Everything was done by one process, which nobody had to replace. */
async function expectOneWorker(): Promise<void> {
  await expect.poll(() => bench.pool.list().map(({ state }) => state)).toEqual(["idle"]);
  expect(bench.events).toEqual([expect.objectContaining({ kind: "started" })]);
}

onServer("connections to PostgreSQL", await startPostgres(), ({ connection: given }) => {
  const settings = given.settings as unknown as pg.ClientConfig;
  const watcher = new pg.Client(settings);
  afterAll(() => watcher.end());
  const select = async (statement: string, more: JsonObject = {}) =>
    (await ask("PostgreSQLSelect", given, { statement, ...more })) as Record<string, unknown>[];
  const others = async () =>
    (await watcher.query("SELECT pid, state FROM pg_stat_activity WHERE application_name = 'sluice'")).rows;

  it("are used again by the next attempts of a worker, as new ones", async () => {
    await watcher.connect();
    const [first] = await select("SELECT pg_backend_pid() AS pid, pg_advisory_lock(7)::text");
    await select("CREATE TEMP TABLE mine (id int)");
    await select("SET search_path TO nowhere");
    const now = "SELECT pg_backend_pid() AS pid, current_setting('search_path') AS path, to_regclass('mine') AS mine";
    const [row] = await select(now);
    expect(row).toEqual({ pid: first?.pid, path: '"$user", public', mine: null });
    expect(await ask("PostgreSQLDescribe", given, { table: "pg_catalog.pg_class" })).toBeTruthy();
    expect(await others()).toEqual([{ pid: first?.pid, state: "idle" }]);
    expect((await watcher.query("SELECT pg_try_advisory_lock(7) AS free")).rows).toEqual([{ free: true }]);
    await expectOneWorker();
  });

  it("are closed with a transaction that nobody ended, and replaced when the server ended them", async () => {
    const [first] = await select("SELECT pg_backend_pid() AS pid");
    await select("BEGIN");
    await expect.poll(others).toEqual([]);
    const [second] = await select("SELECT pg_backend_pid() AS pid");
    expect(second?.pid).not.toBe(first?.pid);
    await watcher.query("SELECT pg_terminate_backend($1)", [second?.pid]);
    const [third] = await select("SELECT pg_backend_pid() AS pid");
    expect(third?.pid).not.toBe(second?.pid);
    await expectOneWorker();
  });

  it("belong to one set of settings, and end with their worker", async () => {
    const [first] = await select("SELECT pg_backend_pid() AS pid");
    const wrong = { ...given, settings: { ...given.settings, password: "guessed-wrong" } };
    await expect(ask("PostgreSQLSelect", wrong, { statement: "SELECT 1" })).rejects.toThrow("authentication");
    const [other] = await select("SELECT pg_backend_pid() AS pid", { timeout: "7s" });
    expect(other?.pid).not.toBe(first?.pid);
    expect((await others()).length).toBe(2);
    await bench.pool.close();
    await expect.poll(others).toEqual([]);
  });
});

onServer("connections to MariaDB", await startMariadb(), ({ connection: given }) => {
  const select = async (statement: string) =>
    (await ask("MySQLSelect", given, { statement })) as Record<string, unknown>[];

  it("are used again by the next attempts of a worker, as new ones", async () => {
    const [first] = await select("SELECT CONNECTION_ID() AS id, GET_LOCK('mine', 0) AS held");
    await select("CREATE TEMPORARY TABLE mine (id INT)");
    await select("SET @mine = 7");
    await select("SET time_zone = '+05:00'");
    const [row] = await select(
      "SELECT CONNECTION_ID() AS id, @mine AS mine, @@time_zone AS zone, DATABASE() AS name, 'ö€😀' AS text",
    );
    expect(row).toEqual({ id: first?.id, mine: null, zone: "+00:00", name: "tests", text: "ö€😀" });
    await expect(select("SELECT * FROM mine")).rejects.toThrow("doesn't exist");
    await select("CREATE TABLE kept (id INT) ENGINE = InnoDB");
    const [second] = await select("SELECT CONNECTION_ID() AS id");
    await select("START TRANSACTION");
    await select("INSERT INTO kept VALUES (1)");
    const [last] = await select("SELECT CONNECTION_ID() AS id, IS_FREE_LOCK('mine') AS free, @@in_transaction AS open");
    expect(last).toEqual({ id: second?.id, free: 1, open: 0 });
    await expectOneWorker();
  });

  it("are replaced when the server ended them, and end with their worker", async () => {
    const watcher = await mysql.createConnection(given.settings as unknown as mysql.ConnectionOptions);
    const others = async () =>
      (await watcher.query("SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID()"))[0];
    try {
      const [first] = await select("SELECT CONNECTION_ID() AS id");
      await watcher.query(`KILL ${first?.id}`);
      const [second] = await select("SELECT CONNECTION_ID() AS id");
      expect(second?.id).not.toBe(first?.id);
      await expectOneWorker();
      await bench.pool.close();
      await expect.poll(others).toEqual([]);
    } finally {
      await watcher.end();
    }
  });
});

const one = { sql: "SELECT 1", columns: [{ name: "n", type: "int" as const }], rows: [[1]] };
onServer("connections to SQL Server", await startMssql([one]), ({ connection: given, connections }) => {
  it("are used again by the next attempts of a worker, and replaced when the server ended them", async () => {
    const select = () => ask("MSSQLSelect", given, { statement: "SELECT 1 AS n" });
    expect([await select(), await select()]).toEqual([[{ n: 1 }], [{ n: 1 }]]);
    // A real server counts for itself.
    if (connections !== undefined) {
      expect(connections.count()).toBe(1);
      connections.end();
      expect(await select()).toEqual([{ n: 1 }]);
      expect(connections.count()).toBe(2);
    }
    await expectOneWorker();
  });
});

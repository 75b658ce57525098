import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { startMariadb } from "../../support/servers/startMariadb.ts";
import { startMssql } from "../../support/servers/startMssql.ts";
import { startPostgres } from "../../support/servers/startPostgres.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";
import { columnsOf } from "./columnsOf.ts";

let examples: Examples;

beforeAll(async () => {
  examples = await openExamples();
}, 240_000);

afterAll(() => examples.close(), 240_000);

onServer("the examples for PostgreSQL", await startPostgres(), ({ connection }) => {
  beforeAll(() => examples.addConnection("example_postgresql", connection), 240_000);

  it.each([
    ["PostgreSQLSelect", { sum: 14 }],
    ["PostgreSQLListen", { device: "router-1" }],
    ["PostgreSQLInsert", [{ id: 1, name: "router-1" }]],
    ["PostgreSQLInsert", [{ id: 1, name: "router-1" }]],
    [
      "PostgreSQLUpsert",
      [
        { part: "pump", count: 6 },
        { part: "valve", count: 7 },
      ],
    ],
    [
      "PostgreSQLDescribe",
      [
        { name: "id", type: "bigint", nullable: false, default: null, primary_key: true },
        { name: "total", type: "numeric(12,2)", nullable: false, default: null, primary_key: false },
      ],
    ],
  ])("%s", async (name, data) => {
    expect(await examples.run(name, { connection: "example_postgresql" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    expect(await examples.host.services.connections.test("example_postgresql")).toEqual({
      ok: true,
      message: expect.stringMatching(/^PostgreSQL \d+\..*, database "postgres" as tester$/),
    });
    const password = "guessed-and-wrong";
    await examples.addConnection("wrong", { ...connection, settings: { ...connection.settings, password } });
    expect(await examples.host.services.connections.test("wrong")).toEqual({
      ok: false,
      message: 'The connection "wrong" cannot be made: password authentication failed for user "tester"',
    });
  });
});

onServer("the examples for MySQL", await startMariadb(), ({ connection }) => {
  beforeAll(() => examples.addConnection("example_mysql", connection), 240_000);

  it.each([
    ["MySQLSelect", { letters: 13 }],
    ["MySQLInsert", [{ id: 1, name: "router-1" }]],
    [
      "MySQLDescribe",
      [
        { name: "id", type: "bigint(20)", nullable: false, default: null, primary_key: true },
        { name: "total", type: "decimal(12,2)", nullable: false, default: null, primary_key: false },
      ],
    ],
  ])("%s", async (name, data) => {
    expect(await examples.run(name, { connection: "example_mysql" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    expect(await examples.host.services.connections.test("example_mysql")).toEqual({
      ok: true,
      message: expect.stringMatching(/^MariaDB \d+\..*, database "tests" as tester@/),
    });
  });
});

const mssql = await startMssql([
  {
    sql: "SELECT word,",
    columns: [
      { name: "word", type: "nvarchar" },
      { name: "letters", type: "int" },
    ],
    rows: [
      ["router", 6],
      ["printer", 7],
    ],
  },
  { sql: "DROP TABLE IF EXISTS", count: 0 },
  ...columnsOf("[example_devices]", [
    ["id", "int", 4],
    ["name", "nvarchar", 200],
    ["site", "nvarchar", 200],
  ]),
  ...columnsOf("[example_orders]", [["id", "bigint", 8]]),
  { sql: "INSERT INTO [example_devices]", count: 2 },
  {
    sql: "SELECT id, name",
    columns: [
      { name: "id", type: "int" },
      { name: "name", type: "nvarchar" },
    ],
    rows: [[1, "router-1"]],
  },
  {
    sql: "SELECT CAST(SERVERPROPERTY",
    columns: [
      { name: "version", type: "nvarchar" },
      { name: "name", type: "nvarchar" },
      { name: "who", type: "nvarchar" },
    ],
    rows: [["16.0.4165.4", "tests", "tester"]],
  },
]);

onServer("the examples for MS-SQL", mssql, ({ connection }) => {
  beforeAll(() => examples.addConnection("example_mssql", connection), 240_000);

  it.each([
    ["MSSQLSelect", { letters: 13 }],
    ["MSSQLInsert", [{ id: 1, name: "router-1" }]],
    [
      "MSSQLDescribe",
      expect.arrayContaining([{ name: "id", type: "bigint", nullable: false, default: null, primary_key: true }]),
    ],
  ])("%s", async (name, data) => {
    expect(await examples.run(name, { connection: "example_mssql" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    expect(await examples.host.services.connections.test("example_mssql")).toEqual({
      ok: true,
      message: expect.stringMatching(/^SQL Server \d+\..*, database "\w+" as \w+$/),
    });
  });
});

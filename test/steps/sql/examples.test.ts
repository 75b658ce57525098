import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../../core/base/json.ts";
import type { OwnerHost } from "../../../core/host.ts";
import type { Connection } from "../../../core/model/Connection.ts";
import { logLevels } from "../../../core/model/RunRecord.ts";
import { onServer } from "../../support/servers/onServer.ts";
import { startMariadb } from "../../support/servers/startMariadb.ts";
import { startPostgres } from "../../support/servers/startPostgres.ts";
import { openStepHost } from "../openStepHost.ts";
import { examplesFolder } from "../packs.ts";

let host: OwnerHost;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ host, close } = await openStepHost());
}, 240_000);

afterAll(async () => {
  await close();
}, 240_000);

async function addConnection(name: string, { kind, settings }: Omit<Connection, "name">): Promise<void> {
  const data = Object.entries(settings).map(([variable, value]) => ({
    name: variable,
    value,
    encrypted: variable === "password",
  }));
  const document = { name, connection: kind, configuration_data: data };
  await host.services.configurations.import(JSON.stringify(document), { fileName: "c.json", overwrite: true });
}

/** Runs an example and gives what its last step saved. */
async function runExample(name: string, parameters: JsonObject = {}) {
  const path = `${examplesFolder}${name}.json`;
  const { run, warnings } = await host.runs.start({
    ...host.services.applications.parse(readFileSync(path, "utf8"), path),
    parameters,
    logLevel: logLevels.flow,
    triggeredBy: { kind: "USER" },
  });
  await host.runs.finished(run.id);
  const { state, steps } = host.services.queries.result(run.id);
  const errors = steps.flatMap(({ error }) => (error ? [error.message] : []));
  return { state, warnings, errors, data: steps.at(-1)?.data };
}

const fine = { state: "SUCCESS", warnings: [], errors: [] };

onServer("the examples for PostgreSQL", await startPostgres(), ({ connection }) => {
  beforeAll(() => addConnection("example_postgresql", connection), 240_000);

  it.each([
    ["PostgreSQLSelect", { sum: 14 }],
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
    expect(await runExample(name, { connection: "example_postgresql" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    expect(await host.services.connections.test("example_postgresql")).toEqual({
      ok: true,
      message: expect.stringMatching(/^PostgreSQL \d+\..*, database "postgres" as tester$/),
    });
    const password = "guessed-and-wrong";
    await addConnection("wrong", { ...connection, settings: { ...connection.settings, password } });
    expect(await host.services.connections.test("wrong")).toEqual({
      ok: false,
      message: 'The connection "wrong" cannot be made: password authentication failed for user "tester"',
    });
  });
});

onServer("the examples for MySQL", await startMariadb(), ({ connection }) => {
  beforeAll(() => addConnection("example_mysql", connection), 240_000);

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
    expect(await runExample(name, { connection: "example_mysql" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    expect(await host.services.connections.test("example_mysql")).toEqual({
      ok: true,
      message: expect.stringMatching(/^MariaDB \d+\..*, database "tests" as tester@/),
    });
  });
});

import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import SQLite from "../../../../core/steps/sql/steps/SQLite.ts";
import { runStep } from "../../../support/runStep.ts";
import { tempFolder } from "../../../support/tempFolder.ts";

function makeDatabase(): string {
  const file = join(tempFolder(), "a.db");
  const database = new Database(file);
  database.exec("CREATE TABLE devices (id INTEGER PRIMARY KEY, name TEXT NOT NULL, facts TEXT, image BLOB)");
  database.exec("INSERT INTO devices (id, name) VALUES (1, 'router'), (2, 'switch')");
  database.close();
  return file;
}

const run = (params: object, input?: unknown) =>
  runStep(SQLite, { params: params as never, ...(input === undefined ? {} : { input }) });

it("gives the rows of a query, with values by place and by name", async () => {
  const file = makeDatabase();
  const byPlace = await run({
    path: file,
    statement: "SELECT id, name FROM devices WHERE id > ? ORDER BY id",
    values: [1],
  });
  expect(byPlace.data).toEqual([{ id: 2, name: "switch" }]);
  const statement = "SELECT id FROM devices WHERE name = :name";
  const byName = await run(
    { path: file, statement, values: { name: "${wanted}" } },
    { wanted: "router'; DROP TABLE devices; --" },
  );
  expect([byName.data, byName.error]).toEqual([[], undefined]);
  expect((await run({ path: file, statement: "SELECT count(*) AS n FROM devices" })).data).toEqual([{ n: 2 }]);
});

it("writes and says what changed", async () => {
  const file = makeDatabase();
  const inserted = await run({ path: file, statement: "INSERT INTO devices (name) VALUES ('printer')" });
  expect(inserted.data).toEqual({ changes: 1, last_id: 3 });
});

it("writes a list, every type of value, all or none", async () => {
  const file = makeDatabase();
  const statement = "INSERT INTO devices (id, name, facts, image) VALUES (:id, :name, :facts, :image)";
  const rows = [
    { id: 7, name: "a", facts: new Map([["ports", [1]]]), image: new Uint8Array([255]).buffer },
    { id: 8, name: "b", facts: true, image: null },
    { id: 9, name: "c", facts: new Date(0), image: null },
  ];
  expect((await run({ path: file, statement, run: "each" }, rows)).data).toEqual({ changes: 3, rows: 3 });
  const { data } = await run({ path: file, statement: "SELECT facts, image FROM devices WHERE id > 6 ORDER BY id" });
  expect(data).toEqual([
    { facts: '{"ports":[1]}', image: Buffer.from([255]) },
    { facts: "1", image: null },
    { facts: "1970-01-01T00:00:00.000Z", image: null },
  ]);
  const { error } = await run({ path: file, statement, run: "each" }, [{ ...rows[0], id: 20 }, rows[0]]);
  expect(error).toMatchObject({
    name: "SqliteException",
    message: expect.stringMatching(/^UNIQUE constraint failed: devices.id, in: INSERT/),
  });
  expect((await run({ path: file, statement: "SELECT count(*) AS n FROM devices" })).data).toEqual([{ n: 5 }]);
});

it("keeps big integers when asked", async () => {
  const file = makeDatabase();
  await run({ path: file, statement: "UPDATE devices SET facts = 9007199254740993" });
  const statement = "SELECT CAST(facts AS INTEGER) AS big FROM devices LIMIT 1";
  expect((await run({ path: file, statement, big_integers: true })).data).toEqual([{ big: 9007199254740993n }]);
});

it("makes a file only when asked, and names what is wrong", async () => {
  const file = join(tempFolder(), "new.db");
  const statement = "CREATE TABLE t (a)";
  expect((await run({ path: file, statement })).error?.message).toBe(
    `There is no file ${file}; allow creating it, or correct the path`,
  );
  expect((await run({ path: file, statement, create: true })).data).toEqual({ changes: 0, last_id: 0 });
  expect((await run({ path: file, statement: "SELEC 1" })).error?.message).toBe(
    'near "SELEC": syntax error, in: SELEC 1',
  );
  expect((await run({ path: file, statement: "SELECT 1; SELECT 2" })).error?.message).toMatch(
    /^The supplied SQL string contains more than one/,
  );
  expect((await run({ path: file, statement: "SELECT ?" })).error?.message).toMatch(/^Too few parameter values/);
  expect((await run({ path: "a.db", statement })).error?.message).toBe('"a.db" is no absolute path');
  const each = { path: file, statement: "SELECT 1", run: "each" };
  expect((await run(each, [1])).error?.message).toMatch(/^A statement that gives rows runs once/);
});

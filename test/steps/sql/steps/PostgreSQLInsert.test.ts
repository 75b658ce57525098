import { beforeEach, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import PostgreSQLInsert from "../../../../core/steps/sql/steps/PostgreSQLInsert.ts";
import PostgreSQLSelect from "../../../../core/steps/sql/steps/PostgreSQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPostgres } from "../../../support/servers/startPostgres.ts";

onServer("PostgreSQL Insert", await startPostgres(), ({ connection }) => {
  const connections = { db: connection };
  const insert = (table: string, input: unknown, more: JsonObject = {}) =>
    runStep(PostgreSQLInsert, { params: { connection: "db", table, ...more }, input, connections });
  const query = async (statement: string) => {
    const { data, error } = await runStep(PostgreSQLSelect, { params: { connection: "db", statement }, connections });
    if (error !== undefined) throw error;
    return data as JsonObject[];
  };

  beforeEach(async () => {
    await query('DROP TABLE IF EXISTS devices, "Odd ""names"""');
    await query("CREATE TABLE devices (id int8 PRIMARY KEY, name text NOT NULL, site text DEFAULT 'Oslo')");
  }, 240_000);

  it("writes many rows in one go, with the defaults of fields that a row does not have", async () => {
    const rows = Array.from({ length: 1_234 }, (_, id) => ({
      id,
      name: `device ${id}`,
      ...(id % 500 === 7 ? { site: null } : {}),
    }));
    const { data, error, logs } = await insert("devices", rows);
    expect([data, error]).toEqual([{ rows: 1_234, written: 1_234 }, undefined]);
    expect(logs).toContainEqual({ level: "flow", message: "Wrote 1234 of 1234 rows into devices" });
    const counted = "SELECT count(*) AS n, count(site) AS sites, sum(id) AS sum FROM devices";
    expect(await query(counted)).toEqual([{ n: 1_234, sites: 1_231, sum: "760761" }]);
    expect((await insert("devices", [])).data).toEqual({ rows: 0, written: 0 });
  });

  it("keeps every type", async () => {
    const types =
      "id int, big int8, exact numeric, moment timestamptz, local timestamp, bytes bytea, json jsonb, texts text[], nested int[], yes bool";
    await query("DROP TABLE IF EXISTS kinds");
    await query(`CREATE TABLE kinds (${types})`);
    const row = {
      id: 1,
      big: 9007199254740993n,
      exact: "123456789012345678901234567890.123",
      moment: new Date("2026-01-31T06:00:00.123Z"),
      local: new Date("2026-01-31T06:00:00.123Z"),
      bytes: new Uint8Array([0, 255]),
      json: [{ a: "b" }],
      texts: ['a "quoted", text', null, "b\\"],
      nested: [
        [1, 2],
        [3, 4],
      ],
      yes: false,
    };
    const none = Object.fromEntries(Object.keys(row).map((name) => [name, null]));
    expect((await insert("kinds", [{ ...row, json: [new Map([["a", "b"]])] }, none])).error).toBeUndefined();
    expect(await query("SELECT * FROM kinds")).toEqual([
      { ...row, local: "2026-01-31 06:00:00.123", bytes: Buffer.from([0, 255]) },
      none,
    ]);
  });

  it("writes all rows or none, and names those of the statement that failed", async () => {
    const rows = Array.from({ length: 700 }, (_, id) => ({ id: id === 600 ? 3 : id, name: "x" }));
    expect((await insert("devices", rows)).error).toMatchObject({
      name: "PostgresException",
      message:
        'duplicate key value violates unique constraint "devices_pkey" (Key (id)=(3) already exists.), in: INSERT INTO "devices" ("id", "name") VALUES (...) with rows 501 to 700',
    });
    expect(await query("SELECT * FROM devices")).toEqual([]);
    const kept = await insert("devices", rows, { on_conflict: "ignore" });
    expect(kept.data).toEqual({ rows: 700, written: 699 });
  });

  it("refuses what is no row, and names that the table does not have", async () => {
    const messageOf = async (...given: Parameters<typeof insert>) => (await insert(...given)).error?.message;
    expect(await messageOf("devices", [{ id: 1, name: "a" }, 5])).toBe(
      "Row 2 is no object with a value for each column",
    );
    expect(await messageOf("devices", [{ id: 1, nmae: "a" }])).toBe(
      'The table devices has no column "nmae"; it has id, name, site',
    );
    expect(await messageOf("devices", [{ id: 1 }], { columns: ["nmae"] })).toContain('no column "nmae"');
    expect(await messageOf("devices", [{ other: 1 }], { columns: ["id"] })).toBe("Row 1 has none of the columns");
    expect(await messageOf("Devices", [{ id: 1 }])).toMatch(/^There is no table Devices; names count upper/);
    expect(await query("SELECT * FROM devices")).toEqual([]);
  });

  it("writes only the columns that are named, whatever names are", async () => {
    await query('CREATE TABLE "Odd ""names""" ("a; DROP TABLE devices" text, b text)');
    const row = { "a; DROP TABLE devices": "'); DROP TABLE devices; --", b: "b", c: "c" };
    const columns = Object.keys(row).slice(0, 1);
    expect((await insert('public.Odd "names"', [row], { columns })).error).toBeUndefined();
    expect(await query('SELECT * FROM "Odd ""names"""')).toEqual([
      { [columns[0] ?? ""]: Object.values(row)[0], b: null },
    ]);
  });
});

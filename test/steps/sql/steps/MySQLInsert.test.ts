import { beforeEach, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MySQLInsert from "../../../../core/steps/sql/steps/MySQLInsert.ts";
import MySQLSelect from "../../../../core/steps/sql/steps/MySQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMariadb } from "../../../support/servers/startMariadb.ts";

onServer("MySQL Insert", await startMariadb(), ({ connection }) => {
  const connections = { db: connection };
  const insert = (table: string, input: unknown, more: JsonObject = {}) =>
    runStep(MySQLInsert, { params: { connection: "db", table, ...more }, input, connections });
  const query = async (statement: string) => {
    const { data, error } = await runStep(MySQLSelect, { params: { connection: "db", statement }, connections });
    if (error !== undefined) throw error;
    return data as JsonObject[];
  };

  beforeEach(async () => {
    await query("DROP TABLE IF EXISTS devices, kinds, `Odd ``names```");
    await query(
      "CREATE TABLE devices (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL, site VARCHAR(50) DEFAULT 'Oslo')",
    );
  }, 240_000);

  it("writes many rows in one go, with the defaults of fields that a row does not have", async () => {
    const rows = Array.from({ length: 1_234 }, (_, id) => ({
      id,
      name: `device ${id}`,
      ...(id % 500 === 7 ? { site: null } : {}),
    }));
    const { data, error } = await insert("devices", rows);
    expect([data, error]).toEqual([{ rows: 1_234, written: 1_234 }, undefined]);
    const counted = "SELECT COUNT(*) AS n, COUNT(site) AS sites, SUM(id) AS sum FROM devices";
    expect(await query(counted)).toEqual([{ n: 1_234, sites: 1_231, sum: "760761" }]);
    expect((await insert("devices", [])).data).toEqual({ rows: 0, written: 0 });
  });

  it("keeps every type", async () => {
    await query(`CREATE TABLE kinds (id INT, big BIGINT, exact DECIMAL(40,10), moment TIMESTAMP(3) NULL, local DATETIME(3), bytes BLOB,
      json JSON, ratio DOUBLE, text VARCHAR(20), yes BOOLEAN)`);
    const row = {
      id: 1,
      big: 9007199254740993n,
      exact: "12345678901234567890.0123456789",
      moment: new Date("2026-01-31T06:00:00.123Z"),
      local: new Date("2026-01-31T06:00:00.123Z"),
      bytes: new Uint8Array([0, 255]),
      json: [{ a: "b" }],
      ratio: 0.1,
      text: 7,
      yes: false,
    };
    const none = Object.fromEntries(Object.keys(row).map((name) => [name, null]));
    expect((await insert("kinds", [{ ...row, json: [new Map([["a", "b"]])] }, none])).error).toBeUndefined();
    expect(await query("SELECT * FROM kinds")).toEqual([
      {
        ...row,
        local: "2026-01-31 06:00:00.123",
        bytes: Buffer.from([0, 255]),
        text: "7",
        yes: 0,
      },
      none,
    ]);
  });

  it("writes all rows or none, and names those of the statement that failed", async () => {
    const rows = Array.from({ length: 700 }, (_, id) => ({ id: id === 600 ? 3 : id, name: `n${id}` }));
    expect((await insert("devices", rows)).error).toMatchObject({
      name: "MysqlException",
      message:
        "Duplicate entry '3' for key 'PRIMARY', in: INSERT INTO `devices` (`id`, `name`) VALUES (...) with rows 501 to 700",
    });
    expect(await query("SELECT * FROM devices")).toEqual([]);
    expect((await insert("devices", rows, { on_conflict: "ignore" })).data).toMatchObject({ rows: 700, written: 699 });
    expect(await query("SELECT name FROM devices WHERE id = 3")).toEqual([{ name: "n3" }]);
    expect((await insert("devices", [{ id: 3, name: "new" }], { on_conflict: "update" })).error).toBeUndefined();
    expect(await query("SELECT name, site FROM devices WHERE id = 3")).toEqual([{ name: "new", site: "Oslo" }]);
    // A value that does not fit is no row that exists.
    const long = await insert("devices", [{ id: 9, name: "x".repeat(60) }], { on_conflict: "ignore" });
    expect(long.error?.message).toMatch(/^Data too long for column 'name' at row 1, in: INSERT/);
  });

  it("refuses what is no row, and names that the table does not have", async () => {
    const messageOf = async (...given: Parameters<typeof insert>) => (await insert(...given)).error?.message;
    expect(await messageOf("devices", [{ id: 1, name: "a" }, 5])).toBe(
      "Row 2 is no object with a value for each column",
    );
    expect(await messageOf("devices", [{ id: 1, nmae: "a" }])).toBe(
      'The table devices has no column "nmae"; it has id, name, site',
    );
    expect(await messageOf("nowhere", [{ id: 1 }])).toMatch(/^There is no table nowhere;/);
    expect(await query("SELECT * FROM devices")).toEqual([]);
  });

  it("writes only the columns that are named, whatever names are", async () => {
    await query("CREATE TABLE `Odd ``names``` (`a; DROP TABLE devices` TEXT, b TEXT)");
    const row = { "a; DROP TABLE devices": "'); DROP TABLE devices; --", b: "b", c: "c" };
    const columns = Object.keys(row).slice(0, 1);
    expect((await insert("tests.Odd `names`", [row], { columns })).error).toBeUndefined();
    expect(await query("SELECT * FROM `Odd ``names```")).toEqual([
      { [columns[0] ?? ""]: Object.values(row)[0], b: null },
    ]);
  });
});

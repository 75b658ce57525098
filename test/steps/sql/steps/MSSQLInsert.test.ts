import { expect, it, vi } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MSSQLInsert from "../../../../core/steps/sql/steps/MSSQLInsert.ts";
import MSSQLSelect from "../../../../core/steps/sql/steps/MSSQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMssql } from "../../../support/servers/startMssql.ts";
import { columnsOf } from "../columnsOf.ts";

const create = `DROP TABLE IF EXISTS [sluice kinds]; CREATE TABLE [sluice kinds] (id int PRIMARY KEY, big bigint, exact decimal(30,10), pay money,
  moment datetimeoffset(3), local datetime2(3), bytes varbinary(10), json nvarchar(max), ratio float, text nvarchar(20), yes bit, [odd ]]; name] nvarchar(10) DEFAULT 'd')`;
const broken =
  "DROP TABLE IF EXISTS sluice_devices; CREATE TABLE sluice_devices (id int PRIMARY KEY, name nvarchar(50))";
const all = "SELECT COUNT(*) AS n, SUM(id) AS ids, MAX(text) AS text, MAX([odd ]]; name]) AS odd FROM [sluice kinds]";

const server = await startMssql([
  ...columnsOf("[sluice kinds]", [
    ["id", "int", 4],
    ["big", "bigint", 8],
    ["exact", "decimal", 17],
    ["pay", "money", 8],
    ["moment", "datetimeoffset", 9],
    ["local", "datetime2", 7],
    ["bytes", "varbinary", 10],
    ["json", "nvarchar", -1],
    ["ratio", "float", 8],
    ["text", "nvarchar", 40],
    ["yes", "bit", 1],
    ["odd ]; name", "nvarchar", 20],
  ]),
  ...columnsOf("[sluice_devices]", [
    ["id", "int", 4],
    ["name", "nvarchar", 100],
  ]),
  { sql: "DROP TABLE IF EXISTS", count: 0 },
  { sql: "INSERT INTO [sluice kinds] ([id], [text])", count: 1 },
  { sql: "INSERT INTO [sluice kinds]", count: 2 },
  {
    sql: "INSERT INTO [sluice_devices]",
    error: { number: 2627, message: "Violation of PRIMARY KEY constraint. The duplicate key value is (3)." },
  },
  {
    sql: all,
    columns: [
      { name: "n", type: "int" },
      { name: "ids", type: "int" },
      { name: "text", type: "nvarchar" },
      { name: "odd", type: "nvarchar" },
    ],
    rows: [[3, 6, "7", "d"]],
  },
]);

onServer("MS-SQL Insert", server, ({ connection, isPeer, asked }) => {
  const connections = { db: connection };
  const insert = (table: string, input: unknown, more: JsonObject = {}) =>
    runStep(MSSQLInsert, { params: { connection: "db", table, ...more }, input, connections });
  const query = async (statement: string) => {
    const { data, error } = await runStep(MSSQLSelect, { params: { connection: "db", statement }, connections });
    if (error !== undefined) throw error;
    return data;
  };

  it("keeps every type, in one transaction", async () => {
    await query(create);
    const row = {
      id: 1,
      big: 9007199254740993n,
      exact: "12345678901234567890.0123456789",
      pay: "12.5",
      moment: new Date("2026-01-31T06:00:00.123Z"),
      local: new Date("2026-01-31T06:00:00.123Z"),
      bytes: new Uint8Array([0, 255]),
      json: [new Map([["a", "b"]])],
      ratio: 0.1,
      text: 7,
      yes: false,
    };
    const none = { ...Object.fromEntries(Object.keys(row).map((name) => [name, null])), id: 2 };
    // A machine an hour east of Greenwich.
    const zone = vi.spyOn(Date.prototype, "getTimezoneOffset").mockReturnValue(-60);
    const { data, error } = await insert("sluice kinds", [
      row,
      none,
      { id: 3, text: "'); DROP TABLE x; --".slice(0, 1) },
    ]).finally(() => zone.mockRestore());
    expect([error, data]).toEqual([undefined, { rows: 3, written: 3 }]);
    expect(await query(all)).toEqual([{ n: 3, ids: 6, text: "7", odd: "d" }]);
    if (!isPeer) return;
    const sent = asked.slice(-6, -1);
    expect(sent.map(({ sql }) => sql.split(" (")[0])).toEqual([
      expect.stringContaining("SELECT c.name"),
      "begin",
      "INSERT INTO [sluice kinds]",
      "INSERT INTO [sluice kinds]",
      "commit",
    ]);
    expect(sent[2]?.sql).toContain(
      "VALUES (CAST(@v0_0 AS int), CAST(@v0_1 AS bigint), CAST(@v0_2 AS decimal(12,2)), CAST(@v0_3 AS money), CAST(@v0_4 AS datetimeoffset(",
    );
    expect(sent[2]?.sql).toContain(" @v0_6, @v0_7, CAST(@v0_8 AS float), @v0_9, CAST(@v0_10 AS bit)), (");
    expect(sent[2]?.offsets).toEqual([0, 0]);
    expect(Object.values(sent[2]?.values ?? {})).toEqual([
      ...[1n, 9007199254740993n, "12345678901234567890.0123456789", "12.5", row.moment, row.local],
      ...[Buffer.from([0, 255]), '[{"a":"b"}]', 0.1, "7", false],
      ...[2n, ...Array.from({ length: 10 }, () => null)],
    ]);
    expect(sent[3]?.values).toEqual({ v0_0: 3n, v0_1: "'" });
  });

  it.runIf(isPeer)("writes dates into a column of text beside other texts", async () => {
    await insert("sluice kinds", [
      { id: 3, text: new Date("2026-01-31T06:00:00.123Z") },
      { id: 4, text: "none" },
    ]);
    const sent = asked.findLast(({ sql }) => sql.startsWith("INSERT"));
    expect(sent?.values).toMatchObject({ v0_1: "2026-01-31T06:00:00.123Z", v1_1: "none" });
  });

  it("writes all rows or none, and names those of the statement that failed", async () => {
    await query(broken);
    const rows = Array.from({ length: 1_200 }, (_, id) => ({ id: id === 600 ? 3 : id, name: `n${id}` }));
    const { error } = await insert("sluice_devices", rows);
    expect(error?.name).toBe("MssqlException");
    expect(error?.message).toMatch(
      /^Violation of PRIMARY KEY constraint.*, in: INSERT INTO \[sluice_devices\] \(\[id\], \[name\]\) VALUES \(\.\.\.\) with rows 1 to 1000$/,
    );
    if (isPeer) expect(asked.at(-1)?.sql).toMatch(/^INSERT/);
  });

  it("refuses what is no row, and names that the table does not have", async () => {
    await query(broken);
    const messageOf = async (input: unknown, table = "sluice_devices") => (await insert(table, input)).error?.message;
    expect(await messageOf([5])).toBe("Row 1 is no object with a value for each column");
    expect(await messageOf([{ nmae: "a" }])).toBe('The table sluice_devices has no column "nmae"; it has id, name');
    expect(await messageOf([{ id: 1 }], "sluice_nowhere")).toMatch(/^There is no table sluice_nowhere;/);
  });
});

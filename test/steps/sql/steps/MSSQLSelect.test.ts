import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MSSQLSelect from "../../../../core/steps/sql/steps/MSSQLSelect.ts";
import { runStep, type StepRunOptions } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMssql } from "../../../support/servers/startMssql.ts";

const kinds = `SELECT CAST(9007199254740993 AS bigint) AS big, CAST(7 AS bigint) AS small, CAST(8 AS int) AS n, CAST('12.50' AS decimal(12,2)) AS price,
  CAST('-0.00005' AS decimal(38,15)) AS exact, CAST('922337.2036' AS money) AS pay, CAST('2026-01-31T08:00:00.123+00:00' AS datetimeoffset(3)) AS moment,
  CAST('2026-01-31T08:00:00.1234567' AS datetime2(7)) AS local, CAST('2026-01-31T08:00:00.5' AS datetime) AS old, CAST('2026-01-31' AS date) AS day,
  CAST('02:03:04' AS time(0)) AS span, CAST(0x00ff AS varbinary(10)) AS bytes, CAST(NULL AS nvarchar(10)) AS nothing, CAST(1 AS bit) AS yes,
  CAST(0.5 AS float) AS ratio, CAST(N'ö€😀' AS nvarchar(10)) AS text, REPLICATE(CAST(N'x' AS nvarchar(max)), 9000) AS long, CAST(1 AS int)`;
const many =
  "SELECT TOP (3500) ROW_NUMBER() OVER (ORDER BY (SELECT 1)) AS n FROM sys.all_columns a CROSS JOIN sys.all_columns b";
const column = (name: string, type: "nvarchar" | "bigint" | "bit" | "float") => ({ name, type });

const server = await startMssql([
  {
    sql: kinds,
    columns: [
      column("big", "bigint"),
      column("small", "bigint"),
      { name: "n", type: "int" },
      { name: "price", type: "decimal", precision: 12, scale: 2 },
      { name: "exact", type: "decimal", precision: 38, scale: 15 },
      { name: "pay", type: "money" },
      { name: "moment", type: "datetimeoffset", scale: 3 },
      { name: "local", type: "datetime2", scale: 7 },
      { name: "old", type: "datetime" },
      { name: "day", type: "date" },
      { name: "span", type: "time", scale: 0 },
      { name: "bytes", type: "varbinary" },
      column("nothing", "nvarchar"),
      column("yes", "bit"),
      column("ratio", "float"),
      column("text", "nvarchar"),
      { name: "long", type: "nvarchar(max)" },
      { name: "", type: "int" },
    ],
    rows: [
      [
        ...["9007199254740993", 7, 8, "12.50", "-0.000050000000000", "922337.2036", "2026-01-31 08:00:00.123"],
        ...["2026-01-31 08:00:00.1234567", "2026-01-31 08:00:00.500", "2026-01-31", "02:03:04", [0, 255], null, true],
        ...[0.5, "ö€😀", "x".repeat(9000), 1],
      ],
    ],
  },
  {
    sql: "SELECT @text AS text, @number",
    columns: [
      column("text", "nvarchar"),
      column("number", "bigint"),
      column("yes", "bit"),
      column("nothing", "nvarchar"),
      column("ratio", "float"),
      column("json", "nvarchar"),
    ],
    rows: [["'; DROP TABLE x; --", 7, true, null, 0.1, '{"a":1}']],
  },
  {
    sql: many,
    columns: [column("n", "bigint")],
    rows: Array.from({ length: 3500 }, (_, index) => [index + 1]),
  },
  {
    sql: "SELECT CAST('9007199254740993.25'",
    columns: [{ name: "price", type: "decimal", precision: 20, scale: 2 }],
    rows: [["9007199254740993.25"]],
  },
  { sql: "DECLARE @a int", count: 0 },
  { sql: "SELECT *\n  FROM nowhere", error: { number: 208, message: "Invalid object name 'nowhere'." } },
  { sql: "WAITFOR DELAY", isSilent: true },
  { sql: "SELECT name FROM locked", columns: [column("name", "nvarchar")], rows: [["first"]], isSilent: true },
]);

onServer("MS-SQL Select", server, ({ connection, isPeer, asked }) => {
  const select = (statement: string, more: JsonObject = {}, settings: JsonObject = {}, options: StepRunOptions = {}) =>
    runStep(MSSQLSelect, {
      ...options,
      params: { connection: "db", statement, ...more },
      connections: { db: { ...connection, settings: { ...connection.settings, ...settings } } },
    });

  it("gives rows with their types, exactly", async () => {
    const { data, error } = await select(kinds);
    expect(error).toBeUndefined();
    expect(data).toEqual([
      {
        big: 9007199254740993n,
        small: 7,
        n: 8,
        price: "12.50",
        exact: "-0.000050000000000",
        pay: "922337.2036",
        moment: new Date("2026-01-31T08:00:00.123Z"),
        local: "2026-01-31 08:00:00.1234567",
        old: "2026-01-31 08:00:00.500",
        day: "2026-01-31",
        span: "02:03:04",
        bytes: Buffer.from([0, 255]),
        nothing: null,
        yes: true,
        ratio: 0.5,
        text: "ö€😀",
        long: "x".repeat(9000),
        column_18: 1,
      },
    ]);
  });

  it("takes values of every type, none of them as SQL", async () => {
    const statement =
      "SELECT @text AS text, @number AS number, @yes AS yes, @nothing AS nothing, @ratio AS ratio, @json AS json";
    const values = { "@text": "'; DROP TABLE x; --", number: 7, yes: true, nothing: null, ratio: 0.1, json: { a: 1 } };
    const { data, error } = await select(statement, { values });
    expect([error, data]).toEqual([
      undefined,
      [{ text: "'; DROP TABLE x; --", number: 7, yes: true, nothing: null, ratio: 0.1, json: '{"a":1}' }],
    ]);
    if (!isPeer) return;
    const sent = { text: "'; DROP TABLE x; --", number: 7n, yes: true, nothing: null, ratio: 0.1, json: '{"a":1}' };
    expect(asked.at(-1)).toEqual({ sql: statement, values: sent, offsets: [] });
  });

  it("gives a large result row by row, and none for a statement without rows", async () => {
    const { data } = await select(many);
    const rows = data as { n: number }[];
    expect([rows.length, rows[0]?.n, rows.at(-1)?.n]).toEqual([3500, 1, 3500]);
    expect((await select("DECLARE @a int")).data).toEqual([]);
  });

  it("gives no number with other digits than it has", async () => {
    expect((await select("SELECT CAST('9007199254740993.25' AS decimal(20,2)) AS price")).error?.message).toBe(
      '"price" has a number of more than 15 digits; ask for CAST(price AS varchar(50)) to get them all',
    );
  });

  it("names the statement that fails, and ends one that takes too long", async () => {
    expect((await select("SELECT *\n  FROM nowhere")).error).toMatchObject({
      name: "MssqlException",
      message: "Invalid object name 'nowhere'., in: SELECT * FROM nowhere",
    });
    const waits = "WAITFOR DELAY '00:01:00'";
    // A machine that is busy may take that long to connect.
    expect((await select(waits, { timeout: "1s" })).error?.message).toMatch(
      /^Timeout: .*, in: WAITFOR DELAY|^The connection "db" cannot be made: .* in 1000ms/,
    );
    const stop = new AbortController();
    const ended = select(waits, {}, {}, { signal: stop.signal });
    stop.abort();
    expect((await ended).error).toBeInstanceOf(Error);
  });

  it.runIf(isPeer)("ends a statement that stops in the middle of its answer", async () => {
    expect((await select("SELECT name FROM locked", { timeout: "1s" })).error?.message).toMatch(
      /^Timeout: the server said nothing for 1 s, in: SELECT name FROM locked|^The connection "db" cannot be made: .* in 1000ms/,
    );
  });

  it("says why there is no connection, without the password", async () => {
    const refused = async (settings: JsonObject) => (await select("SELECT 1", {}, settings)).error;
    const wrong = await refused({ password: "guessed-wrong" });
    expect(wrong?.name).toBe("ConnectionException");
    expect(wrong?.message).toMatch(/^The connection "db" cannot be made: Login failed for user '[^']*'\.$/);
    expect((await refused({ port: 1 }))?.message).toMatch(/^The connection "db" cannot be made: .*connect/);
  });
});

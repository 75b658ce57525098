import { expect, it } from "vitest";
import MSSQLDescribe from "../../../../core/steps/sql/steps/MSSQLDescribe.ts";
import MSSQLSelect from "../../../../core/steps/sql/steps/MSSQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMssql } from "../../../support/servers/startMssql.ts";
import { columnsOf } from "../columnsOf.ts";

const create =
  "DROP TABLE IF EXISTS sluice_orders; CREATE TABLE sluice_orders (id bigint NOT NULL PRIMARY KEY, total decimal(12,2), name nvarchar(50), note varchar(max), at datetime2(2))";

const server = await startMssql([
  ...columnsOf("[dbo].[sluice_orders]", [
    ["id", "bigint", 8],
    ["total", "decimal", 9],
    ["name", "nvarchar", 100],
    ["note", "varchar", -1],
    ["at", "datetime2", 7],
  ]),
  { sql: "DROP TABLE IF EXISTS", count: 0 },
  {
    sql: "SELECT s.name",
    columns: [
      { name: "schema", type: "nvarchar" },
      { name: "table", type: "nvarchar" },
      { name: "type", type: "nvarchar" },
    ],
    rows: [["dbo", "sluice_orders", "table"]],
  },
]);

onServer("MS-SQL Describe", server, ({ connection }) => {
  const connections = { db: connection };
  const describe = (table?: string) =>
    runStep(MSSQLDescribe, { params: { connection: "db", ...(table === undefined ? {} : { table }) }, connections });

  it("lists the columns of a table", async () => {
    await runStep(MSSQLSelect, { params: { connection: "db", statement: create }, connections });
    const column = { nullable: true, default: null, primary_key: false };
    expect((await describe("dbo.sluice_orders")).data).toEqual([
      { ...column, name: "id", type: "bigint", nullable: false, primary_key: true },
      { ...column, name: "total", type: "decimal(12,2)" },
      { ...column, name: "name", type: "nvarchar(50)" },
      { ...column, name: "note", type: "varchar(max)" },
      { ...column, name: "at", type: "datetime2(2)" },
    ]);
    expect((await describe("nowhere")).error?.message).toMatch(/^There is no table nowhere;/);
  });

  it("lists the tables", async () => {
    expect((await describe()).data).toContainEqual({ schema: "dbo", table: "sluice_orders", type: "table" });
  });
});

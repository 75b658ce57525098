import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MySQLDescribe from "../../../../core/steps/sql/steps/MySQLDescribe.ts";
import MySQLSelect from "../../../../core/steps/sql/steps/MySQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMariadb } from "../../../support/servers/startMariadb.ts";

onServer("MySQL Describe", await startMariadb(), ({ connection }) => {
  const connections = { db: connection };
  const describe = (more: JsonObject = {}) =>
    runStep(MySQLDescribe, { params: { connection: "db", ...more }, connections });

  it("lists tables, and the columns of one", async () => {
    expect((await describe()).data).toEqual([]);
    for (const statement of [
      "CREATE TABLE devices (id BIGINT PRIMARY KEY, price DECIMAL(12,2) NOT NULL DEFAULT 0, note TEXT)",
      "CREATE VIEW names AS SELECT id FROM devices",
    ]) {
      const { error } = await runStep(MySQLSelect, { params: { connection: "db", statement }, connections });
      expect(error).toBeUndefined();
    }
    expect((await describe({ table: "" })).data).toEqual([
      { database: "tests", table: "devices", type: "table" },
      { database: "tests", table: "names", type: "view" },
    ]);
    for (const table of ["devices", "tests.devices"]) {
      expect((await describe({ table })).data).toEqual([
        { name: "id", type: "bigint(20)", nullable: false, default: null, primary_key: true },
        { name: "price", type: "decimal(12,2)", nullable: false, default: "0.00", primary_key: false },
        { name: "note", type: "text", nullable: true, default: null, primary_key: false },
      ]);
    }
  });

  it("says that a table is not there", async () => {
    expect((await describe({ table: "nowhere" })).error?.message).toMatch(/^There is no table nowhere;/);
  });
});

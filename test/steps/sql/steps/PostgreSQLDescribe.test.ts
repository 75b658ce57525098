import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import PostgreSQLDescribe from "../../../../core/steps/sql/steps/PostgreSQLDescribe.ts";
import PostgreSQLSelect from "../../../../core/steps/sql/steps/PostgreSQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPostgres } from "../../../support/servers/startPostgres.ts";

onServer("PostgreSQL Describe", await startPostgres(), ({ connection }) => {
  const connections = { db: connection };
  const describe = (more: JsonObject = {}) =>
    runStep(PostgreSQLDescribe, { params: { connection: "db", ...more }, connections });

  it("lists tables, and the columns of one", async () => {
    expect((await describe()).data).toEqual([]);
    for (const statement of [
      "CREATE SCHEMA inventory",
      "CREATE TABLE inventory.devices (id int8 PRIMARY KEY, price numeric(12,2) NOT NULL DEFAULT 0, tags text[])",
      "CREATE VIEW names AS SELECT id FROM inventory.devices",
    ]) {
      const { error } = await runStep(PostgreSQLSelect, { params: { connection: "db", statement }, connections });
      expect(error).toBeUndefined();
    }
    expect((await describe({ table: "" })).data).toEqual([
      { schema: "inventory", table: "devices", type: "table" },
      { schema: "public", table: "names", type: "view" },
    ]);
    expect((await describe({ table: "inventory.devices" })).data).toEqual([
      { name: "id", type: "bigint", nullable: false, default: null, primary_key: true },
      { name: "price", type: "numeric(12,2)", nullable: false, default: "0", primary_key: false },
      { name: "tags", type: "text[]", nullable: true, default: null, primary_key: false },
    ]);
  });

  it("says that a table is not there", async () => {
    expect((await describe({ table: "nowhere" })).error?.message).toMatch(/^There is no table nowhere;/);
  });
});

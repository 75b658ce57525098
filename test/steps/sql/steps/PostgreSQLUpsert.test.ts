import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import PostgreSQLSelect from "../../../../core/steps/sql/steps/PostgreSQLSelect.ts";
import PostgreSQLUpsert from "../../../../core/steps/sql/steps/PostgreSQLUpsert.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPostgres } from "../../../support/servers/startPostgres.ts";

onServer("PostgreSQL Upsert", await startPostgres(), ({ connection }) => {
  const connections = { db: connection };
  const upsert = (input: unknown, more: JsonObject = {}) =>
    runStep(PostgreSQLUpsert, {
      params: { connection: "db", table: "stock", key: ["site", "id"], ...more },
      input,
      connections,
    });
  const query = async (statement: string) =>
    (await runStep(PostgreSQLSelect, { params: { connection: "db", statement }, connections })).data;

  it("adds rows and updates the fields that come, in order", async () => {
    await query("CREATE TABLE stock (site text, id int, count int, note text DEFAULT 'new', PRIMARY KEY (site, id))");
    const first = [
      { site: "Oslo", id: 1, count: 5 },
      { site: "Oslo", id: 2, count: 7 },
      { site: "Bergen", id: 1, count: 1 },
    ];
    expect((await upsert(first)).data).toEqual({ rows: 3, written: 3 });
    const second = [
      { site: "Oslo", id: 1, count: 6 },
      { site: "Oslo", id: 1, count: 8 },
      { site: "Oslo", id: 2, note: "checked" },
      { site: "Oslo", id: 3, count: 0 },
    ];
    expect((await upsert(second)).data).toEqual({ rows: 4, written: 4 });
    expect(await query("SELECT * FROM stock ORDER BY site, id")).toEqual([
      { site: "Bergen", id: 1, count: 1, note: "new" },
      { site: "Oslo", id: 1, count: 8, note: "new" },
      { site: "Oslo", id: 2, count: 7, note: "checked" },
      { site: "Oslo", id: 3, count: 0, note: "new" },
    ]);
    expect((await upsert([{ site: "Oslo", id: 1 }])).data).toEqual({ rows: 1, written: 0 });
  });

  it("names what is missing", async () => {
    await query("CREATE TABLE IF NOT EXISTS stock (site text, id int, count int, note text, PRIMARY KEY (site, id))");
    expect((await upsert([{ site: "Oslo" }])).error?.message).toBe('Row 1 has no "id", which is of the key');
    expect((await upsert([{ site: "Oslo", id: 1 }], { key: ["sit"] })).error?.message).toContain('no column "sit"');
    expect((await upsert([{ site: "Oslo", id: 1 }], { key: ["site"] })).error?.message).toMatch(
      /^there is no unique or exclusion constraint matching/,
    );
    expect((await upsert([], { key: [] })).error?.message).toContain("at least 1");
  });
});

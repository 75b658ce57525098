import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MySQLSelect from "../../../../core/steps/sql/steps/MySQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMariadb } from "../../../support/servers/startMariadb.ts";

onServer("MySQL Select", await startMariadb({ tls: true }), ({ connection, certificate = "" }) => {
  const select = (statement: string, more: JsonObject = {}, settings: JsonObject = {}) =>
    runStep(MySQLSelect, {
      params: { connection: "db", statement, ...more },
      connections: { db: { ...connection, settings: { ...connection.settings, ...settings } } },
    });

  it("gives rows with their types, exactly", async () => {
    await select(`CREATE TABLE kinds (big BIGINT, small BIGINT, plus BIGINT UNSIGNED, exact DECIMAL(40,20), moment TIMESTAMP(3) NULL,
      local DATETIME(6), day DATE, span TIME, bytes BLOB, nothing TEXT, yes BOOLEAN, ratio DOUBLE, text VARCHAR(20))`);
    const values = [
      "9007199254740993",
      "0.10000000000000000001",
      "2026-01-31 08:00:00.123",
      "2026-01-31 08:00:00.123456",
    ];
    const inserted = await select(
      `INSERT INTO kinds VALUES (9007199254740993, 7, ?, ?, ?, ?, '2026-01-31', '02:03:04', x'00ff', NULL, TRUE, 0.5, 'ö€😀')`,
      { values },
    );
    expect([inserted.error, inserted.data]).toEqual([undefined, []]);
    const { data, error } = await select("SELECT *, COUNT(*) OVER () AS count FROM kinds");
    expect(error).toBeUndefined();
    expect(data).toEqual([
      {
        big: 9007199254740993n,
        small: 7,
        plus: 9007199254740993n,
        exact: "0.10000000000000000001",
        moment: new Date("2026-01-31T08:00:00.123Z"),
        local: "2026-01-31 08:00:00.123456",
        day: "2026-01-31",
        span: "02:03:04",
        bytes: Buffer.from([0, 255]),
        nothing: null,
        yes: 1,
        ratio: 0.5,
        text: "ö€😀",
        count: 1,
      },
    ]);
  });

  it("takes values of every type, none of them as SQL", async () => {
    const values = ["'; DROP TABLE x; --", 7, true, null, { a: 1 }];
    expect(
      (await select("SELECT ? AS text, ? + 0 AS number, ? AS yes, ? AS nothing, ? AS json", { values })).data,
    ).toEqual([{ text: values[0], number: 7, yes: 1, nothing: null, json: '{"a":1}' }]);
  });

  it("gives a large result row by row", async () => {
    const { data } = await select("SELECT seq AS n, REPEAT('x', 100) AS text FROM seq_1_to_20500");
    const rows = data as { n: number }[];
    expect([rows.length, rows[0]?.n, rows.at(-1)?.n]).toEqual([20_500, 1, 20_500]);
  });

  it("names the statement that fails, and ends one that takes too long", async () => {
    expect((await select("SELECT *\n  FROM nowhere")).error).toMatchObject({
      name: "MysqlException",
      message: "Table 'tests.nowhere' doesn't exist, in: SELECT * FROM nowhere",
    });
    expect((await select("SELECT SLEEP(60)", { timeout: "2s" })).error?.message).toBe(
      "Query execution was interrupted (max_statement_time exceeded), in: SELECT SLEEP(60)",
    );
    expect((await select("SELECT ?")).error?.message).toMatch(/, in: SELECT \?$/);
  });

  it("says why there is no connection, without the password", async () => {
    const refused = async (settings: JsonObject) => (await select("SELECT 1", {}, settings)).error;
    expect(await refused({ password: "guessed-wrong" })).toMatchObject({
      name: "ConnectionException",
      message: expect.stringMatching(/^The connection "db" cannot be made: Access denied for user 'tester'@/),
    });
    expect((await refused({ port: 1 }))?.message).toMatch(/^The connection "db" cannot be made: .*ECONNREFUSED/);
  });

  it("speaks TLS, with a certificate that is trusted and names the host", async () => {
    const asked = (settings: JsonObject) =>
      select("SHOW STATUS LIKE 'Ssl_version'", {}, { host: "localhost", ...settings });
    const secure = [{ Variable_name: "Ssl_version", Value: "TLSv1.3" }];
    expect((await asked({})).data).toEqual([{ Variable_name: "Ssl_version", Value: "" }]);
    expect((await asked({ tls: "on", ca: certificate })).data).toEqual(secure);
    expect((await asked({ tls: "unchecked" })).data).toEqual(secure);
    expect((await asked({ tls: "on" })).error?.message).toMatch(/cannot be made: self-signed certificate/);
    const other = await select("SELECT 1", {}, { host: "127.0.0.1", tls: "on", ca: certificate });
    expect(other.error?.message).toContain('with "tls" on "host" is a name');
  });
});

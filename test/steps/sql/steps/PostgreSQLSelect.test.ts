import { expect, it } from "vitest";
import PostgreSQLSelect from "../../../../core/steps/sql/steps/PostgreSQLSelect.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPostgres } from "../../../support/servers/startPostgres.ts";

onServer("PostgreSQL Select", await startPostgres({ tls: true }), ({ connection, certificate = "" }) => {
  const select = (statement: string, more: object = {}, settings: object = {}) =>
    runStep(PostgreSQLSelect, {
      params: { connection: "db", statement, ...more },
      connections: { db: { ...connection, settings: { ...connection.settings, ...settings } as never } },
    });

  it("gives rows with their types, exactly", async () => {
    const { data, error } =
      await select(`SELECT 9007199254740993::int8 AS big, 7::int8 AS small, 0.10::numeric(30,20) AS exact,
      '2026-01-31 08:00:00.123+02'::timestamptz AS moment, '2026-01-31 08:00:00.123456'::timestamp AS local, '2026-01-31'::date AS day,
      '1 day 02:00'::interval AS span, '\\x00ff'::bytea AS bytes, NULL::text AS nothing, true AS yes, '{"a":[1]}'::jsonb AS json,
      ARRAY[1,9007199254740993]::int8[] AS bigs, ARRAY[1.5,2.50]::numeric[] AS exacts, ARRAY['a','b'] AS texts`);
    expect(error).toBeUndefined();
    expect(data).toEqual([
      {
        big: 9007199254740993n,
        small: 7,
        exact: "0.10000000000000000000",
        moment: new Date("2026-01-31T06:00:00.123Z"),
        local: "2026-01-31 08:00:00.123456",
        day: "2026-01-31",
        span: "1 day 02:00:00",
        bytes: Buffer.from([0, 255]),
        nothing: null,
        yes: true,
        json: { a: [1] },
        bigs: [1, 9007199254740993n],
        exacts: ["1.5", "2.50"],
        texts: ["a", "b"],
      },
    ]);
  });

  it("takes values of every type, none of them as SQL", async () => {
    const values = ["'; DROP TABLE x; --", 7, true, null, { a: 1 }];
    const statement =
      "SELECT $1::text AS text, $2::int AS number, $3::bool AS yes, $4::text AS nothing, $5::json AS json";
    expect((await select(statement, { values })).data).toEqual([
      { text: values[0], number: 7, yes: true, nothing: null, json: { a: 1 } },
    ]);
  });

  it("gives a large result row by row, and nothing for a statement without rows", async () => {
    const { data } = await select("SELECT n, repeat('x', 100) AS text FROM generate_series(1, 20500) AS n");
    const rows = data as { n: number }[];
    expect([rows.length, rows[0]?.n, rows.at(-1)?.n]).toEqual([20_500, 1, 20_500]);
    expect((await select("CREATE TEMP TABLE t (a int)")).data).toEqual([]);
  });

  it("names the statement that fails, and ends one that takes too long", async () => {
    expect((await select("SELECT *\n  FROM nowhere")).error).toMatchObject({
      name: "PostgresException",
      message: 'relation "nowhere" does not exist, in: SELECT * FROM nowhere',
    });
    expect((await select("SELECT $1::int", { values: ["x"] })).error?.message).toBe(
      'invalid input syntax for type integer: "x", in: SELECT $1::int',
    );
    expect((await select("SELECT pg_sleep(60)", { timeout: "2s" })).error?.message).toBe(
      "canceling statement due to statement timeout, in: SELECT pg_sleep(60)",
    );
    // One that failed on the way fails the step too.
    expect((await select("SELECT 1 / (2000 - n) FROM generate_series(1, 3000) AS n")).error?.message).toMatch(
      /^division by zero, in: SELECT 1/,
    );
  });

  it("says why there is no connection, without the password", async () => {
    const refused = async (settings: object) => (await select("SELECT 1", {}, settings)).error;
    const wrong = await refused({ password: "guessed-wrong" });
    expect(wrong).toMatchObject({
      name: "ConnectionException",
      message: 'The connection "db" cannot be made: password authentication failed for user "tester"',
    });
    expect((await refused({ port: 1 }))?.message).toMatch(/^The connection "db" cannot be made: .*ECONNREFUSED/);
    expect((await refused({ host: undefined }))?.message).toBe('The connection "db" cannot be used: "host" is missing');
    expect((await refused({ port: "many" }))?.message).toContain('"port" is no number from 1 to 65535');
    expect((await refused({ tls: "maybe" }))?.message).toContain('"tls" is off, on or unchecked');
  });

  it("speaks TLS, with a certificate that is trusted and names the host", async () => {
    const statement = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    const asked = (settings: object) => select(statement, {}, { host: "localhost", ...settings });
    expect((await asked({})).data).toEqual([{ ssl: false }]);
    expect((await asked({ tls: "on", ca: certificate })).data).toEqual([{ ssl: true }]);
    expect((await asked({ tls: "unchecked" })).data).toEqual([{ ssl: true }]);
    expect((await asked({ tls: "on" })).error?.message).toMatch(/cannot be made: self-signed certificate/);
    const other = await select(statement, {}, { host: "127.0.0.1", tls: "on", ca: certificate });
    expect(other.error?.message).toMatch(/cannot be made: .*does not match certificate/);
  });
});

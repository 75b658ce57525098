import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import PostgreSQLListen from "../../../../core/steps/sql/steps/PostgreSQLListen.ts";
import { runStep } from "../../../support/runStep.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startPostgres } from "../../../support/servers/startPostgres.ts";

onServer("PostgreSQL Listen", await startPostgres(), ({ connection }) => {
  const other = new pg.Client(connection.settings as unknown as pg.ClientConfig);
  beforeAll(async () => void (await other.connect()));
  afterAll(() => other.end());

  const listen = (params: JsonObject, signal?: AbortSignal) =>
    runStep(PostgreSQLListen, {
      params: { connection: "db", channels: ["news"], ...params },
      connections: { db: connection },
      ...(signal && { signal }),
    });
  /** Resolves when somebody listens. */
  const heardBy = async (statement: string) => {
    await expect
      .poll(async () => (await other.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN %'")).rowCount)
      .toBe(1);
    return other.query(statement);
  };

  it("waits for as many notifications as wanted, in order, and no longer", async () => {
    const waiting = listen({ channels: ["news", "Old News"], count: 3, wait: "30m" });
    await heardBy(
      `SELECT pg_notify('news', 'one'), pg_notify('Old News', ''), pg_notify('others', 'x'), pg_notify('news', 'ö€😀')`,
    );
    const { data, error, logs } = await waiting;
    expect(error).toBeUndefined();
    expect(data).toEqual([
      { channel: "news", payload: "one", process_id: expect.any(Number) },
      { channel: "Old News", payload: "", process_id: expect.any(Number) },
      { channel: "news", payload: "ö€😀", process_id: expect.any(Number) },
    ]);
    expect(logs).toEqual([{ level: "flow", message: "Heard 3 notifications" }]);
  });

  it("hears the answer to its first statement, as JSON", async () => {
    const statement = `SELECT pg_notify('news', '{"id": 7}')`;
    expect((await listen({ statement, payload: "json", wait: "30m" })).data).toMatchObject([{ payload: { id: 7 } }]);
    expect((await listen({ statement: "SELECT nothing()" })).error?.message).toMatch(
      /does not exist, in: SELECT nothing/,
    );
    const { error } = await listen({ statement: "SELECT pg_notify('news', 'no json')", payload: "json", wait: "30m" });
    expect(error?.message).toBe("A notification of the channel news is no JSON");
  });

  it("goes on with what came when the time ends, or fails", async () => {
    const statement = "SELECT pg_notify('news', 'one')";
    expect((await listen({ statement, count: 2, wait: "0.5s" })).data).toMatchObject([{ payload: "one" }]);
    const { error } = await listen({ statement, count: 2, wait: "0.5s", on_end: "fail" });
    expect(error).toMatchObject({ name: "StepTimeoutException", message: "1 of 2 notifications came within 0.5 s" });
  });

  it("ends when the step is ended or the connection is lost, and listens no more afterwards", async () => {
    const abortion = new AbortController();
    const given = listen({ wait: "30m" }, abortion.signal);
    await heardBy("SELECT 1");
    abortion.abort();
    expect((await given).error?.message).toBe("The wait was given up: the step was ended");
    const lost = listen({ wait: "30m" });
    await heardBy("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %'");
    expect((await lost).error?.message).toMatch(/^The connection was lost: /);
    const { data } = await listen({
      channels: ["x"],
      statement: "SELECT pg_notify('x', n::text) FROM (SELECT count(*) n FROM pg_listening_channels()) one",
      wait: "30m",
    });
    expect(data).toMatchObject([{ channel: "x", payload: "1" }]);
  });
});

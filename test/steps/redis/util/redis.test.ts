import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import RedisGet from "../../../../core/steps/redis/steps/RedisGet.ts";
import RedisSet from "../../../../core/steps/redis/steps/RedisSet.ts";
import { describeError } from "../../../../core/workers/child/describeError.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startRedis } from "../../../support/servers/startRedis.ts";
import { createRedisRunner } from "../redisRunner.ts";

// A command that is taken away answers like one that nobody knows, with what it was given.
const options = ["databases 3", 'rename-command SET ""'];

onServer("a connection to Redis", await startRedis({ tls: true, options }), ({ connection, certificate = "" }) => {
  const get = async (settings: JsonObject = {}, more: JsonObject = {}) => {
    const { run } = createRedisRunner({ ...connection, settings: { ...connection.settings, ...settings } });
    const { data, error } = await run(RedisGet, { keys: ["a"], ...more });
    return error ?? data;
  };
  const secure = { host: "localhost", tls: "on", ca: certificate };

  it("is encrypted, with a certificate that is trusted and names the host", async () => {
    expect(await get(secure)).toBeNull();
    expect(await get({ tls: "unchecked", database: 2 })).toBeNull();
    const failed = 'The connection "db" cannot be made: ';
    expect(String(await get({ ...secure, ca: "" }))).toMatch(`ConnectionException: ${failed}self-signed certificate`);
    expect(String(await get({ ...secure, host: "127.0.0.1" }))).toMatch(`${failed}Hostname/IP does not match`);
  });

  it("says why there is none, without the password", async () => {
    const messageOf = async (settings: JsonObject) => ((await get({ ...secure, ...settings })) as Error).message;
    expect(await messageOf({ password: "guessed-wrong" })).toBe(
      'The connection "db" cannot be made: WRONGPASS invalid username-password pair or user is disabled.',
    );
    expect(await messageOf({ database: 3 })).toBe('The connection "db" cannot be made: ERR DB index is out of range');
    expect(await messageOf({ port: 1 })).toMatch(/^The connection "db" cannot be made: connect ECONNREFUSED/);
    const unusable = 'The connection "db" cannot be used: ';
    expect(await messageOf({ host: "" })).toBe(`${unusable}"host" is missing`);
    expect(await messageOf({ database: "x" })).toBe(`${unusable}"database" is no number from 0 to 65535`);
    expect(await messageOf({ tls: "yes" })).toBe(`${unusable}"tls" is off, on or unchecked`);
    expect(await messageOf({ tunnel: "jump" })).toMatch(`${unusable}"tunnel" names no connection`);
  });

  it("tells the command that fails, and never a value", async () => {
    const { run } = createRedisRunner({ ...connection, settings: { ...connection.settings, ...secure } });
    const { error } = await run(RedisSet, { key: "a", value: "a-secret-value", expires: "1s", when: "absent" });
    expect(error).toMatchObject({
      name: "RedisException",
      message: "ERR unknown command 'SET', in: SET a PX 1000 NX",
    });
    expect(describeError(error).stack).not.toContain("a-secret-value");
  });
});

it("ends with the step, and when nobody answers", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  afterAll(() => void silent.close());
  await once(silent, "listening");
  const address = silent.address() as { port: number };
  const { run } = createRedisRunner({
    kind: "redis",
    settings: { host: "127.0.0.1", port: address.port, password: "never told" },
  });
  const late = await run(RedisGet, { keys: ["a"], timeout: "150ms" });
  expect(late.error?.message).toBe('The connection "db" cannot be made: nobody answered within 0.15 s');
  const stop = new AbortController();
  silent.once("connection", () => stop.abort());
  const ended = await run(RedisGet, { keys: ["a"] }, { signal: stop.signal });
  expect(ended.error?.message).toBe('The connection "db" cannot be made: the step was ended');
});

import { createClient } from "@redis/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import RedisGet from "../../../../core/steps/redis/steps/RedisGet.ts";
import { describeError } from "../../../../core/workers/child/describeError.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startRedis } from "../../../support/servers/startRedis.ts";
import { createRedisRunner } from "../redisRunner.ts";

onServer("Redis Get", await startRedis(), ({ connection }) => {
  const { run, read } = createRedisRunner(connection);
  const { host, port, user, password } = connection.settings;
  const client = createClient({ username: user, password, socket: { host, port } });
  const messageOf = async (params: JsonObject) => (await run(RedisGet, params)).error?.message;

  beforeAll(async () => {
    await client.connect();
    await client.mSet({ a: "one", b: "ö€", n: "5", bad: "{ hunter2" });
    await client.set("bytes", Buffer.from([0, 255]));
    await client.hSet("hash", { name: "router-1", port: "22", __proto__: "own" });
    await client.rPush("list", ["1", "2", "1"]);
    await client.sAdd("set", "only");
    await client.zAdd("sorted", [
      { value: "late", score: 2.5 },
      { value: "early", score: -1 },
    ]);
    await client.xAdd("stream", "*", { a: "1" });
  }, 240_000);

  afterAll(() => client.close(), 240_000);

  it("reads every type", async () => {
    expect(await read("a")).toBe("one");
    expect(await read("n", "json")).toBe(5);
    expect(await read("bytes", "bytes")).toEqual(new Uint8Array([0, 255]));
    expect(await read("hash")).toEqual({ name: "router-1", port: "22" });
    expect(await read("list", "json")).toEqual([1, 2, 1]);
    expect(await read("set")).toEqual(["only"]);
    expect(await read("sorted")).toEqual([
      { value: "early", score: -1 },
      { value: "late", score: 2.5 },
    ]);
    expect(await read("nowhere")).toBeNull();
  });

  it("reads several keys as an object", async () => {
    const { data } = await run(RedisGet, { keys: ["b", "nowhere", "a"], save: "object" });
    expect(data).toEqual({ b: "ö€", nowhere: null, a: "one" });
    expect(await messageOf({ keys: ["a", "b"] })).toBe("There are 2 keys; save an object with the value of each key");
  });

  it("says what it cannot read", async () => {
    expect(await messageOf({ keys: ["bytes"] })).toBe(
      'What the key "bytes" holds is no text in UTF-8; read it as bytes',
    );
    expect(await messageOf({ keys: ["bad"], as: "json" })).toBe('What the key "bad" holds is no JSON');
    const { error } = await run(RedisGet, { keys: ["bad"], as: "json" });
    expect(describeError(error).stack).not.toContain("hunter2");
    expect(await messageOf({ keys: ["stream"] })).toBe(
      'The key "stream" holds a stream, which this step does not read',
    );
    expect(await messageOf({ keys: ["a", "x", "y"], save: "object", missing: "fail" })).toBe(
      'There is no key "x", "y"',
    );
  });
});

import { expect, it, vi } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import RedisSet from "../../../../core/steps/redis/steps/RedisSet.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startRedis } from "../../../support/servers/startRedis.ts";
import { createRedisRunner } from "../redisRunner.ts";

onServer("Redis Set", await startRedis(), ({ connection }) => {
  const { run, read } = createRedisRunner(connection);
  const set = async (key: string, value: JsonObject[string], more: JsonObject = {}) => {
    const { data, error } = await run(RedisSet, { key, value, ...more });
    return error ?? data;
  };

  it("writes texts, data and bytes so that they come back as they were", async () => {
    expect(await set("text", "ö \u0000 €😀")).toEqual({ key: "text", written: true });
    expect(await read("text")).toBe("ö \u0000 €😀");
    await set("json", { id: 7, names: ["a"] });
    expect([await read("json"), await read("json", "json")]).toEqual([
      '{"id":7,"names":["a"]}',
      { id: 7, names: ["a"] },
    ]);
    const bytes = new Uint8Array([0, 255, 13, 10]);
    await run(RedisSet, { key: "bytes" }, { input: bytes });
    expect(await read("bytes", "bytes")).toEqual(bytes);
    await set("number", 0);
    expect(await read("number")).toBe("0");
  });

  it("takes the data of the earlier steps, and fails when there is nothing", async () => {
    await run(RedisSet, { key: "input" }, { input: [{ big: 9007199254740993n }] });
    expect(await read("input")).toBe('[{"big":"9007199254740993"}]');
    expect((await run(RedisSet, { key: "input" })).error?.message).toBe(
      "There is nothing to send: no value and no data of earlier steps",
    );
  });

  it("writes an empty text that it is given, and not the data of the earlier steps", async () => {
    const { error } = await run(RedisSet, { key: "empty", value: "${note}" }, { input: { note: "", token: "t" } });
    expect([error, await read("empty")]).toEqual([undefined, ""]);
  });

  it("writes null when that is what its value turns out to be", async () => {
    const input = { body: null, other: 7 };
    expect((await run(RedisSet, { key: "nothing", value: "${body}" }, { input })).error).toBeUndefined();
    expect([await read("nothing"), await read("nothing", "json")]).toEqual(["null", null]);
    expect((await run(RedisSet, { key: "nothing", value: null }, { input })).error).toBeUndefined();
    expect(await read("nothing", "json")).toEqual(input);
  });

  it("writes maps, sets, bytes and big integers as what they are", async () => {
    const write = async (input: unknown) => {
      const { error } = await run(RedisSet, { key: "any" }, { input });
      return error?.message ?? (await read("any"));
    };
    expect(await write(new Map([["a", new Set([1])]]))).toBe('{"a":[1]}');
    expect(await write(new TextEncoder().encode("ö").buffer)).toBe("ö");
    expect(await write(9007199254740993n)).toBe("9007199254740993");
  });

  it("writes a key only where there is none, or one", async () => {
    expect(await set("lock", "mine", { when: "absent" })).toEqual({ key: "lock", written: true });
    expect(await set("lock", "other", { when: "absent" })).toEqual({ key: "lock", written: false });
    expect(await read("lock")).toBe("mine");
    expect(await set("nowhere", "x", { when: "present" })).toEqual({ key: "nowhere", written: false });
    expect(await read("nowhere")).toBeNull();
    expect(await set("lock", "again", { when: "present" })).toEqual({ key: "lock", written: true });
  });

  it("lets a key expire", async () => {
    await set("short", "x", { expires: "100ms" });
    await vi.waitFor(async () => expect(await read("short")).toBeNull(), { timeout: 30_000 });
    await set("long", "x", { expires: "1h", when: "absent" });
    expect(await read("long")).toBe("x");
  });
});

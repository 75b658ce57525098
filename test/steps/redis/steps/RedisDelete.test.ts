import { expect, it } from "vitest";
import RedisDelete from "../../../../core/steps/redis/steps/RedisDelete.ts";
import RedisSet from "../../../../core/steps/redis/steps/RedisSet.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startRedis } from "../../../support/servers/startRedis.ts";
import { createRedisRunner } from "../redisRunner.ts";

onServer("Redis Delete", await startRedis(), ({ connection }) => {
  const { run, read } = createRedisRunner(connection);

  it("deletes keys and tells which were there", async () => {
    for (const key of ["a", "b *", "kept"]) await run(RedisSet, { key, value: "x" });
    expect((await run(RedisDelete, { keys: ["b *", "nowhere", "a", "b *"], fail_if_missing: false })).data).toEqual({
      deleted: ["b *", "a"],
      missing: ["nowhere"],
    });
    expect([await read("a"), await read("b *"), await read("kept")]).toEqual([null, null, "x"]);
  });

  it("fails for a key that is not there when it has to, after the others", async () => {
    await run(RedisSet, { key: "a", value: "x" });
    const { error } = await run(RedisDelete, { keys: ["nowhere", "a", "a"], fail_if_missing: true });
    expect(error).toMatchObject({ name: "RedisException", message: 'There is no key "nowhere"' });
    expect(await read("a")).toBeNull();
  });
});

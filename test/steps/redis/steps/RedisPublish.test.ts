import { createClient } from "@redis/client";
import { expect, it } from "vitest";
import RedisPublish from "../../../../core/steps/redis/steps/RedisPublish.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startRedis } from "../../../support/servers/startRedis.ts";
import { createRedisRunner } from "../redisRunner.ts";

onServer("Redis Publish", await startRedis(), ({ connection }) => {
  const { run } = createRedisRunner(connection);
  const { host, port, user, password } = connection.settings;

  it("reaches those who listen, and tells how many they are", async () => {
    expect((await run(RedisPublish, { channel: "devices", message: "early" })).data).toEqual({
      channel: "devices",
      receivers: 0,
    });
    const client = createClient({ username: user, password, socket: { host, port } });
    await client.connect();
    const heard: string[] = [];
    const both = new Promise<void>((resolve) => {
      void client.subscribe("devices", (message) => heard.push(message) === 3 && resolve());
    });
    // Its answer comes after that of the subscription.
    await client.ping();
    const told = await run(RedisPublish, { channel: "devices", message: "ö" });
    await run(RedisPublish, { channel: "devices", message: "" }, { input: { id: 7 } });
    await run(RedisPublish, { channel: "devices" }, { input: { id: 7 } });
    await both;
    client.destroy();
    expect([told.data, heard]).toEqual([{ channel: "devices", receivers: 1 }, ["ö", "", '{"id":7}']]);
  });
});

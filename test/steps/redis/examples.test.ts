import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { startRedis } from "../../support/servers/startRedis.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";

onServer("the examples for Redis", await startRedis(), ({ connection }) => {
  let examples: Examples;

  beforeAll(async () => {
    examples = await openExamples();
    await examples.addConnection("example_redis", connection);
  }, 240_000);

  afterAll(() => examples.close(), 240_000);

  it.each([
    [
      "RedisSet",
      [
        { id: 1, name: "router-1" },
        { id: 2, name: "switch-1" },
      ],
    ],
    ["RedisGet", { "example:hello": "Hello", "example:nowhere": null }],
    ["RedisDelete", { deleted: ["example:short"], missing: ["example:nowhere"] }],
    ["RedisPublish", { channel: "example:devices", receivers: 0 }],
  ])("%s", async (name, data) => {
    expect(await examples.run(name, { connection: "example_redis" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    const { connections } = examples.host.services;
    expect(await connections.test("example_redis")).toEqual({
      ok: true,
      message: expect.stringMatching(/^Redis \d+\.\d+\.\d+, database 0$/),
    });
    await examples.addConnection("wrong", { ...connection, settings: { ...connection.settings, password: "guessed" } });
    expect(await connections.test("wrong")).toEqual({
      ok: false,
      message: 'The connection "wrong" cannot be made: WRONGPASS invalid username-password pair or user is disabled.',
    });
  });
});

import { afterAll, beforeAll, expect, it } from "vitest";
import { onServer } from "../../support/servers/onServer.ts";
import { startMongo } from "../../support/servers/startMongo.ts";
import { type Examples, fine, openExamples } from "../openExamples.ts";

onServer("the examples for MongoDB", await startMongo(), ({ connection }) => {
  let examples: Examples;

  beforeAll(async () => {
    examples = await openExamples();
    await examples.addConnection("example_mongodb", connection);
  }, 240_000);

  afterAll(() => examples.close(), 240_000);

  it.each([
    ["MongoDBInsert", { rows: 2, written: expect.any(Number) }],
    ["MongoDBFind", [{ _id: 1, name: "router-1" }]],
    ["MongoDBUpdate", [{ _id: "router-1", seen: true }]],
    ["MongoDBAggregate", [{ devices: 1 }]],
  ])("%s", async (name, data) => {
    expect(await examples.run(name, { connection: "example_mongodb" })).toEqual({ ...fine, data });
  });

  it("tell of a connection by what the server says of itself", async () => {
    expect(await examples.host.services.connections.test("example_mongodb")).toEqual({
      ok: true,
      message: expect.stringMatching(/^MongoDB \d+\.\d+\.\d+, database "\w+" as \w+$/),
    });
  });
});

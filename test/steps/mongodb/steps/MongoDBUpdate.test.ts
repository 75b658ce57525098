import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MongoDBUpdate from "../../../../core/steps/mongodb/steps/MongoDBUpdate.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMongo } from "../../../support/servers/startMongo.ts";
import { createMongoRunner } from "../mongoRunner.ts";

onServer("MongoDB Update", await startMongo(), ({ connection }) => {
  const { run, find, insert } = createMongoRunner(connection);
  const update = async (params: JsonObject) => {
    const { data, error } = await run(MongoDBUpdate, { collection: "devices", ...params });
    return error?.message ?? data;
  };

  it("changes all that fit, or the first, or makes one", async () => {
    await insert("devices", [
      { _id: 1, site: "Oslo", seen: 1 },
      { _id: 2, site: "Oslo", seen: 1 },
      { _id: 3, site: "Bergen", seen: 1 },
    ]);
    const oslo = { site: { $eq: "Oslo" } };
    expect(await update({ filter: oslo, update: { $inc: { seen: 1 } } })).toEqual({
      matched: 2,
      modified: 2,
      upserted: 0,
    });
    expect(await update({ filter: oslo, update: { $set: { seen: 2 } } })).toEqual({
      matched: 2,
      modified: 0,
      upserted: 0,
    });
    expect(await update({ filter: oslo, update: { $set: { seen: 9 } }, many: false })).toEqual({
      matched: 1,
      modified: 1,
      upserted: 0,
    });
    const made = { filter: { _id: { $eq: 4 } }, update: { $set: { site: "Lisbon" } } };
    expect(await update(made)).toEqual({ matched: 0, modified: 0, upserted: 0 });
    expect(await update({ ...made, upsert: true })).toEqual({ matched: 0, modified: 0, upserted: 1 });
    expect(await find("devices", { sort: { _id: 1 } })).toEqual([
      { _id: 1, site: "Oslo", seen: 9 },
      { _id: 2, site: "Oslo", seen: 2 },
      { _id: 3, site: "Bergen", seen: 1 },
      { _id: 4, site: "Lisbon" },
    ]);
  });

  it("changes nothing when a value of its filter or update is undefined", async () => {
    await insert("kept", [{ _id: 1, site: "Oslo" }]);
    const change = async (params: JsonObject) => {
      const { error } = await run(MongoDBUpdate, { collection: "kept", ...params }, { input: { id: undefined } });
      return error?.message;
    };
    const set = { $set: { site: "Lisbon" } };
    const has = (name: string) => `"${name}" has no value: what it is made of is undefined`;
    expect(await change({ filter: { _id: "${id}" }, update: set })).toBe(has("_id"));
    expect(await change({ filter: { _id: { $in: ["${id}"] } }, update: set })).toBe(has("0"));
    expect(await change({ filter: {}, update: { $set: { site: "${id}" } } })).toBe(has("site"));
    expect(await find("kept")).toEqual([{ _id: 1, site: "Oslo" }]);
  });

  it("replaces no document by accident", async () => {
    expect(await update({ filter: {}, update: { site: "x" } })).toBe(
      '"update" has operators alone, such as {"$set": {...}}; "site" is none',
    );
    expect(await update({ filter: {}, update: {} })).toMatch(/"{}" is none$/);
    expect(await update({ filter: {}, update: { $nope: { a: 1 } } })).toMatch(
      /^Unknown modifier: \$nope.*, in the collection/,
    );
  });
});

import { expect, it } from "vitest";
import MongoDBAggregate from "../../../../core/steps/mongodb/steps/MongoDBAggregate.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMongo } from "../../../support/servers/startMongo.ts";
import { createMongoRunner } from "../mongoRunner.ts";

onServer("MongoDB Aggregate", await startMongo(), ({ connection }) => {
  const { run, insert } = createMongoRunner(connection);
  const aggregate = async (pipeline: object[]) => {
    const { data, error } = await run(MongoDBAggregate, { collection: "devices", pipeline: pipeline as never });
    return error?.message ?? data;
  };

  it("lets the server do the stages, and tells which one it refuses", async () => {
    const id = "65f000000000000000000001";
    await insert("devices", [
      { _id: { $oid: id }, site: "Oslo" },
      { _id: 2, site: "Bergen" },
      { _id: 3, site: "Oslo" },
    ]);
    expect(await aggregate([{ $match: { site: "Oslo" } }, { $count: "devices" }])).toEqual([{ devices: 2 }]);
    expect(await aggregate([{ $match: { _id: { $oid: id } } }])).toEqual([{ _id: id, site: "Oslo" }]);
    expect(await aggregate([{ $nope: 1 }])).toMatch(/^Unrecognized pipeline stage name: '\$nope'.*, in the collection/);
    expect(await aggregate({ $count: "devices" } as never)).toBe('"pipeline" is no list of stages');
    expect(await aggregate([5 as never])).toBe('"pipeline, stage 1" is no object');
    expect(await aggregate([{ $match: { a: { $function: { body: "x" } } } }])).toMatch(/^"\$function" runs a program/);
  });
});

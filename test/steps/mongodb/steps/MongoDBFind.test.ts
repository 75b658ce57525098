import { beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import MongoDBFind from "../../../../core/steps/mongodb/steps/MongoDBFind.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMongo } from "../../../support/servers/startMongo.ts";
import { createMongoRunner } from "../mongoRunner.ts";

onServer("MongoDB Find", await startMongo(), ({ connection }) => {
  const { run, find, insert } = createMongoRunner(connection);

  beforeAll(
    () =>
      insert("devices", [
        { _id: 1, name: "router-1", site: "Oslo" },
        { _id: 2, name: "switch-1", site: "Bergen" },
        { _id: 3, name: "printer-1", site: "Oslo" },
      ]),
    240_000,
  );

  it("filters, sorts, chooses fields and stops at a limit", async () => {
    expect(await find("devices", { filter: { site: "Oslo" }, sort: { name: 1 }, fields: { name: 1 } })).toEqual([
      { _id: 3, name: "printer-1" },
      { _id: 1, name: "router-1" },
    ]);
    expect(await find("devices", { sort: { _id: -1 }, limit: 1 })).toMatchObject([{ _id: 3 }]);
    expect(await find("nowhere")).toEqual([]);
  });

  it("takes values as data", async () => {
    const asked = async (filter: JsonObject) =>
      (
        await run(
          MongoDBFind,
          { collection: "devices", filter },
          { input: { site: { $ne: "x" }, name: "' || 1 || '" } },
        )
      ).data;
    expect(await asked({ name: "${name}" })).toEqual([]);
    expect(await asked({ site: { $eq: "${site}" } })).toEqual([]);
    const { error } = await run(MongoDBFind, { collection: "devices", filter: { $where: "true" } });
    expect(error).toMatchObject({
      name: "DocumentException",
      message: '"$where" runs a program on the server; it is not sent',
    });
    const fields = { name: { $function: { body: "x" } } };
    expect((await run(MongoDBFind, { collection: "devices", fields })).error?.message).toMatch(/^"\$function" runs/);
    expect((await run(MongoDBFind, { collection: "devices", filter: [1] })).error?.message).toBe(
      '"filter" is no object',
    );
  });

  it("reads many documents in parts", async () => {
    await insert(
      "many",
      Array.from({ length: 1_050 }, (_, id) => ({ _id: id })),
    );
    const found = (await find("many", { sort: { _id: 1 } })) as object[];
    expect([found.length, found[0], found.at(-1)]).toEqual([1_050, { _id: 0 }, { _id: 1_049 }]);
  });
});

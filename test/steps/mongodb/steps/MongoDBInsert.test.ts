import { expect, it } from "vitest";
import MongoDBInsert from "../../../../core/steps/mongodb/steps/MongoDBInsert.ts";
import { describeError } from "../../../../core/workers/child/describeError.ts";
import { onServer } from "../../../support/servers/onServer.ts";
import { startMongo } from "../../../support/servers/startMongo.ts";
import { createMongoRunner } from "../mongoRunner.ts";

onServer("MongoDB Insert", await startMongo(), ({ connection }) => {
  const { run, find, prefix } = createMongoRunner(connection);

  it("keeps every type", async () => {
    const row = {
      _id: { $oid: "65f000000000000000000001" },
      big: 9007199254740993n,
      small: 7,
      ratio: 0.5,
      price: { $numberDecimal: "12345678901234567890.0123456789" },
      long: { $numberLong: "5" },
      moment: new Date("2026-01-31T06:00:00.123Z"),
      day: { $date: "2026-01-31" },
      bytes: new Uint8Array([0, 255]),
      list: [{ a: [null, true] }],
      map: new Map([["a", new Set([1])]]),
      buffer: new Uint8Array([7]).buffer,
      site: { $ref: "sites", $id: { $oid: "65f000000000000000000002" } },
      text: "ö€😀",
    };
    const { data, error } = await run(MongoDBInsert, { collection: "kinds" }, { input: [row] });
    expect([error, data]).toEqual([undefined, { rows: 1, written: 1 }]);
    expect(await find("kinds")).toEqual([
      {
        ...row,
        _id: "65f000000000000000000001",
        price: "12345678901234567890.0123456789",
        long: 5,
        day: new Date("2026-01-31"),
        bytes: Buffer.from([0, 255]),
        map: { a: [1] },
        buffer: Buffer.from([7]),
        site: { $ref: "sites", $id: "65f000000000000000000002" },
      },
    ]);
  });

  it("writes many documents, and those that are there already as it is told", async () => {
    const rows = Array.from({ length: 1_234 }, (_, id) => ({ _id: id, name: `device ${id}` }));
    const insert = (input: unknown, more = {}) => run(MongoDBInsert, { collection: "devices", ...more }, { input });
    expect((await insert(rows)).data).toEqual({ rows: 1_234, written: 1_234 });
    const again = [{ _id: 5000 }, { _id: 3, name: "a secret value" }, { _id: 5001 }];
    const { error } = await insert(again);
    expect(error).toMatchObject({
      name: "MongoException",
      message: `there is a document with the same key already, in the collection ${prefix}devices`,
    });
    expect(describeError(error).stack).not.toContain("dup key");
    expect((await insert(again, { on_conflict: "ignore" })).data).toEqual({ rows: 3, written: 1 });
    expect(await find("devices", { filter: { _id: { $gte: 5000 } }, sort: { _id: 1 } })).toEqual([
      { _id: 5000 },
      { _id: 5001 },
    ]);
    expect((await insert([])).data).toEqual({ rows: 0, written: 0 });
  });

  it("refuses what is no document", async () => {
    const messageOf = async (input: unknown) =>
      (await run(MongoDBInsert, { collection: "none" }, { input })).error?.message;
    expect(await messageOf([{ a: 1 }, 5])).toBe("Row 2 is no object");
    expect(await messageOf([{ a: { $oid: "zz" } }])).toBe('{"$oid":"zz"} is no value of this type');
    expect(await messageOf([{ a: 2n ** 64n }])).toBe("18446744073709551616 is larger than a number of 64 bits");
    const typed = async (value: object) => (await messageOf([{ a: value }]))?.replace(/^.* is no/, "no");
    for (const none of [null, undefined, "", " ", true]) {
      expect(await typed({ $date: none })).toBe("no value of this type");
      expect(await typed({ $numberLong: none })).toBe("no value of this type");
    }
    expect(await typed({ $numberLong: "9223372036854775808" })).toBe("no value of this type");
    expect(await find("none")).toEqual([]);
  });
});

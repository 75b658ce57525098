import { BSON } from "mongodb";
import { expect, it } from "vitest";
import { fromBson, loadToBson } from "../../../../core/steps/mongodb/util/documents.ts";

it("gives what JavaScript has no type for as text, and a reference as an object", () => {
  const bytes = BSON.serialize({
    pattern: /^a.b$/i,
    code: new BSON.Code("return 1"),
    reference: new BSON.DBRef("sites", new BSON.ObjectId("65f000000000000000000001"), "other"),
  });
  expect(fromBson(BSON.deserialize(bytes, { useBigInt64: true, promoteBuffers: true }))).toEqual({
    pattern: "/^a.b$/i",
    code: "return 1",
    reference: { $ref: "sites", $id: "65f000000000000000000001", $db: "other" },
  });
});

it("gives a timestamp with all it says, and takes it back", async () => {
  const toBson = await loadToBson({ isWhole: true });
  const bytes = BSON.serialize({ at: new BSON.Timestamp({ t: 4_000_000_000, i: 7 }) });
  const read = fromBson(BSON.deserialize(bytes, { useBigInt64: true, promoteBuffers: true }));
  expect(read).toEqual({ at: { $timestamp: { t: 4_000_000_000, i: 7 } } });
  expect(Buffer.from(BSON.serialize(toBson(read) as object))).toEqual(Buffer.from(bytes));
  expect(() => toBson({ $timestamp: { t: 1 } })).toThrow("is no value of this type");
  expect(() => toBson({ $timestamp: { t: -1, i: 2 } })).toThrow("is no value of this type");
});

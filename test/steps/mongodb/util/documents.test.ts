import { BSON } from "mongodb";
import { expect, it } from "vitest";
import { fromBson } from "../../../../core/steps/mongodb/util/documents.ts";

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

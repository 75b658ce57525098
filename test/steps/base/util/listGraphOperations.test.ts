import { expect, test } from "vitest";
import { listGraphOperations } from "../../../../core/steps/base/util/listGraphOperations.ts";

test("operations with a name are found, and nothing that only looks like one", () => {
  const document = `
    # query Comment { a }
    query Devices($first: Int = 3, $text: String = "query Text {") { devices(first: $first) { query Field } }
    mutation Rename { rename(to: """mutation Block { "x" }""") }
    subscription
      Changes @live { changed }
    fragment query_Part on Device { name }
  `;
  expect(listGraphOperations(document)).toEqual(["Devices", "Rename", "Changes"]);
  expect(listGraphOperations("{ whoami }")).toEqual([]);
  expect(listGraphOperations("query { whoami }")).toEqual([]);
});

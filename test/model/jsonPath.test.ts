import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPath, parseJsonPath } from "../../core/model/jsonPath.ts";

test("every path is read back as it was written", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.nat())), (parts) => {
      expect(parseJsonPath(jsonPath(parts))).toEqual(parts);
    }),
  );
});

test("what is no path is refused", () => {
  for (const text of ["", "a", "$a", "$.", "$..a", "$[", "$[x]", '$["a]', "$[-1]", "$ .a"]) {
    expect([text, parseJsonPath(text)]).toEqual([text, undefined]);
  }
});

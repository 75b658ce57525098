import { describe, expect, it } from "vitest";
import { checkPlainJson } from "../../../../core/steps/base/util/checkPlainJson.ts";

const check = (value: unknown) => () => checkPlainJson(value, "The data");

describe("what JSON can hold", () => {
  it.each([[undefined], [null], [0], ["text"], [[1, [true]]], [{ a: { b: [] } }], [Object.create(null)]])(
    "passes: %j",
    (value) => {
      expect(check(value)).not.toThrow();
    },
  );

  it("is refused otherwise, with the place", () => {
    expect(check(new Date(0))).toThrow("The data is no JSON: Date");
    expect(check({ a: [1, { when: new Map() }] })).toThrow("The data is no JSON at a.1.when: Map");
    expect(check([Number.NaN])).toThrow("The data is no JSON at 0: NaN");
    expect(check({ a: undefined })).toThrow("The data is no JSON at a: undefined");
    expect(check([1n])).toThrow("The data is no JSON at 0: bigint");
  });
});

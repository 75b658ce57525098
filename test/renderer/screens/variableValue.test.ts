import fc from "fast-check";
import { expect, test } from "vitest";
import { readValue, showValue } from "../../../renderer/screens/configurations/variableValue.ts";

test.each([
  ["plain text", "plain text"],
  ["42", 42],
  ['"42"', "42"],
  ["true", true],
  ['{"a": [1]}', { a: [1] }],
  ["", ""],
])("%s is read as %j", (text, value) => {
  expect(readValue(text)).toEqual(value);
});

test("whatever is shown is read as what it was", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const json = JSON.parse(JSON.stringify(value));
      expect(readValue(showValue(json))).toEqual(json);
    }),
  );
});

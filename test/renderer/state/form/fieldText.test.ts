import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../../core/base/json.ts";
import type { ParameterManifest } from "../../../../core/model/StepManifest.ts";
import { readFieldText, toFieldText } from "../../../../renderer/state/form/fieldText.ts";

function read(
  kind: ParameterManifest["kind"],
  text: string,
  more: { before?: JsonValue; defaultValue?: JsonValue } = {},
) {
  const { before, ...parameter } = more;
  return readFieldText({ kind, ...parameter }, { text, before });
}

describe("what typed text means", () => {
  test("text stays text, whatever it looks like", () => {
    expect([read("text", "5"), read("longText", "[1]"), read("code", "true")]).toEqual(["5", "[1]", "true"]);
  });

  test("a number is one if it can be kept exactly; anything else stays as typed", () => {
    expect(["1.5", " -2 ", "1e3", "abc", "12345678901234567890"].map((text) => read("number", text))).toEqual([
      1.5,
      -2,
      1000,
      "abc",
      "12345678901234567890",
    ]);
  });

  test("JSON, lists and mappings are parsed when they are whole", () => {
    expect([read("json", '{"a":[1]}'), read("list", "[1]"), read("json", '{"a":'), read("mapping", "${x}")]).toEqual([
      { a: [1] },
      [1],
      '{"a":',
      "${x}",
    ]);
  });

  test("what was no text stays none if it can", () => {
    expect([
      read("text", "7", { before: 5 }),
      read("text", "7x", { before: 5 }),
      read("boolean", "true", { before: false }),
    ]).toEqual([7, "7x", true]);
    expect(read("text", '{"a":2}', { before: { a: 1 } })).toEqual({ a: 2 });
  });

  test("an empty field has no value, unless a default would take its place", () => {
    expect([read("text", ""), read("number", "", { defaultValue: 2 }), read("text", "", { defaultValue: "" })]).toEqual(
      [undefined, undefined, undefined],
    );
    expect(read("longText", "", { defaultValue: "Hello" })).toBe("");
  });
});

test("a value is shown as text, or as JSON", () => {
  expect(["a\nb", 5, true, null, undefined, { a: [1] }].map(toFieldText)).toEqual([
    "a\nb",
    "5",
    "true",
    "",
    "",
    '{\n  "a": [\n    1\n  ]\n}',
  ]);
});

import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import type { ParameterKind, ParameterManifest } from "../../core/model/StepManifest.ts";
import { coerceParameter, prepareParameter } from "../../core/sdk/coerceParameter.ts";
import { ParameterValueException } from "../../core/sdk/exceptions.ts";

const declare = (kind: ParameterKind, more: Partial<ParameterManifest> = {}): ParameterManifest => ({
  name: "p",
  kind,
  ...more,
});

describe("a value in the type of its kind", () => {
  const select = declare("select", { options: [{ value: "a" }, { value: 1 }, { value: null }] });
  test.each<[string, ParameterManifest, unknown, unknown]>([
    ["a number", declare("number"), 5, 5],
    ["digit text", declare("number"), " -2.5e1 ", -25],
    ["a bigint", declare("number"), 7n, 7],
    ["true", declare("boolean"), true, true],
    ["True", declare("boolean"), "True", true],
    ["false", declare("boolean"), "false", false],
    ["FALSE", declare("boolean"), " FALSE ", false],
    ["text", declare("text"), "x", "x"],
    ["empty text", declare("text"), "", ""],
    ["a number as text", declare("text"), 5, "5"],
    ["an object as text", declare("longText"), { a: [1] }, '{"a":[1]}'],
    ["any type", declare("text", { anyType: true }), { a: 1 }, { a: 1 }],
    ["code", declare("code"), "return `${x}`;", "return `${x}`;"],
    ["json", declare("json"), [1], [1]],
    ["json text that a variable gave", declare("json"), '{"a":1}', '{"a":1}'],
    ["a choice", select, "a", "a"],
    ["a choice given as text", select, "1", 1],
    ["a choice loaded from elsewhere", declare("select", { optionsFrom: "load" }), "z", "z"],
    ["several choices", { ...select, multiple: true }, ["a", "1"], ["a", 1]],
    ["one of several", declare("text", { multiple: true }), "x", ["x"]],
    ["a list", declare("list"), [1, "a"], [1, "a"]],
    ["one item", declare("list"), "x", ["x"]],
    ["no item", declare("list"), "", []],
    ["a mapping as an object", declare("mapping"), { a: 1 }, { a: 1 }],
    [
      "a mapping as rows",
      declare("mapping"),
      [
        { key: "a", value: 1 },
        { key: 2, value: null },
      ],
      { a: 1, "2": null },
    ],
    [
      "the later of equal keys",
      declare("mapping"),
      [
        { key: "a", value: 1 },
        { key: "a", value: 2 },
      ],
      { a: 2 },
    ],
    ["a day", declare("date"), "2026-02-28", new Date("2026-02-28T00:00:00Z")],
    ["a time without a zone", declare("date"), "2026-02-28 10:30", new Date("2026-02-28T10:30:00Z")],
    ["a time with a zone", declare("date"), "2026-02-28T10:30:00+02:00", new Date("2026-02-28T08:30:00Z")],
    ["a time with a short zone", declare("date"), "2026-02-28t10:30:00.5+0200", new Date("2026-02-28T08:30:00.500Z")],
    ["a Date", declare("date"), new Date(5), new Date(5)],
    ["milliseconds", declare("date"), 5, new Date(5)],
    ["seconds", declare("duration"), 1.5, 1500],
    ["seconds as text", declare("duration"), "90", 90_000],
    ["units", declare("duration"), "1h 30m", 5_400_000],
    ["more units", declare("duration"), "1w2d3s 4ms", 777_603_004],
    ["ISO 8601", declare("duration"), "P1DT2H3M4.5S", 93_784_500],
    ["no value", declare("number"), null, null],
    ["nothing", declare("number"), undefined, null],
  ])("%s", (_name, parameter, value, expected) => {
    expect(coerceParameter(parameter, value)).toStrictEqual(expected);
  });

  test.each<[string, ParameterManifest, unknown, string]>([
    ["text", declare("number"), "five", 'Parameter "p" takes a number, not "five"'],
    ["blank text", declare("number"), "  ", 'Parameter "p" takes a number, not "  "'],
    ["infinity", declare("number"), "1e999", 'Parameter "p" takes a number, not "1e999"'],
    ["true", declare("number"), true, 'Parameter "p" takes a number, not true'],
    ["below min", declare("number", { min: 1 }), 0, 'Parameter "p" takes at least 1, not 0'],
    ["above max", declare("number", { max: 1 }), "2", 'Parameter "p" takes at most 1, not "2"'],
    ["yes", declare("boolean"), "yes", 'Parameter "p" takes true or false, not "yes"'],
    ["1", declare("boolean"), 1, 'Parameter "p" takes true or false, not 1'],
    ["no choice", declare("select", { options: [{ value: "a" }] }), "b", 'Parameter "p" takes one of "a", not "b"'],
    [
      "a pattern",
      declare("text", { pattern: "[a-z]+" }),
      "ab1",
      'Parameter "p" takes text that matches [a-z]+, not "ab1"',
    ],
    ["a function", declare("text"), () => 1, 'Parameter "p" takes text, not function'],
    ["a list", declare("mapping"), [{ key: "a" }], 'Parameter "p" takes a list of {key, value}, not {"key":"a"}'],
    ["a bad day", declare("date"), "2026-02-30", /takes a date such as .*, not "2026-02-30"/.source],
    ["a word", declare("date"), "tomorrow", /takes a date such as/.source],
    ["an hour that is none", declare("date"), "2026-02-20T25:00", /takes a date such as/.source],
    ["a negative duration", declare("duration"), -1, /takes seconds, or text/.source],
    ["a unit that is none", declare("duration"), "5 years", /takes seconds, or text/.source],
    ["an empty ISO duration", declare("duration"), "PT", /takes seconds, or text/.source],
    ["a long duration", declare("duration", { max: 60 }), "2m", 'Parameter "p" takes at most 60, not "2m"'],
    ["too few items", declare("list", { min: 2 }), [1], 'Parameter "p" takes at least 2 items, not 1'],
    ["too many items", declare("list", { max: 0 }), [1], 'Parameter "p" takes at most 0 items, not 1'],
  ])("%s is refused", (_name, parameter, value, message) => {
    expect(() => coerceParameter(parameter, value)).toThrow(ParameterValueException);
    expect(() => coerceParameter(parameter, value)).toThrow(message.includes(".*") ? new RegExp(message) : message);
  });

  test("a secret is never shown in an error", () => {
    const secret = declare("secret", { pattern: "[0-9]+" });
    expect(() => coerceParameter(secret, "hunter2")).toThrow('Parameter "p" takes text that matches [0-9]+');
    expect(() => coerceParameter(secret, "hunter2")).not.toThrow("hunter2");
  });

  test("a mapping keeps __proto__ as an ordinary key", () => {
    const mapping = coerceParameter(declare("mapping"), [{ key: "__proto__", value: 1 }]) as object;
    expect(Object.keys(mapping)).toEqual(["__proto__"]);
  });
});

describe("a value before its tokens are resolved", () => {
  test.each<[string, ParameterKind, JsonValue, JsonValue]>([
    ["json text is parsed", "json", '{"a": "${b}"}', { a: "${b}" }],
    ["json text may be a scalar", "json", "5", 5],
    ["other text stays", "json", "hello", "hello"],
    ["text that is whole only with its tokens stays", "json", '{"a": ${b}}', '{"a": ${b}}'],
    ["a list as JSON text is parsed", "list", '["a", 1]', ["a", 1]],
    ["lines become items", "list", "a\r\n${b}\n\n c ", ["a", "${b}", " c "]],
    ["one line stays", "list", "${rows}", "${rows}"],
    ["a number as text stays", "list", "5", "5"],
    ["a mapping as JSON text is parsed", "mapping", '{"a": 1}', { a: 1 }],
    ["text of other kinds stays", "text", '{"a": 1}', '{"a": 1}'],
    ["what is no text stays", "json", [1], [1]],
  ])("%s", (_name, kind, raw, expected) => {
    expect(prepareParameter(declare(kind), raw)).toEqual(expected);
  });

  test("broken JSON without tokens is refused with its place", () => {
    expect(() => prepareParameter(declare("json"), '{\n "a": 1,\n}')).toThrow(
      /Parameter "p" is no valid JSON: .* in line 3, column 1/,
    );
  });
});

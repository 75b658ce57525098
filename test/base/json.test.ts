import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonFault, maxJsonDepth } from "../../core/base/findJsonFault.ts";
import { formatJson, isJsonEqual, type JsonValue, parseJson, positionAt } from "../../core/base/json.ts";

function placeOf(text: string): string {
  const parsed = parseJson(text);
  return parsed.ok ? "ok" : `${parsed.position.line}:${parsed.position.column} ${parsed.message}`;
}

describe("parsing JSON", () => {
  it.each([
    ['{\n  "a": 1,\n}', '3:1 Expected a property name in double quotes, found "}"'],
    ["[1,\n 2,,]", '2:4 Expected a value, found ","'],
    ['{"a": tru}', '1:10 Expected true, found "}"'],
    ['{"a" 1}', "1:6 Expected ':' after a property name, found \"1\""],
    ["[1 2]", "1:4 Expected ',' or ']' after a list element, found \"2\""],
    ['{"a":1 "b":2}', "1:8 Expected ',' or '}' after a property, found \"\\\"\""],
    ['["a\nb"]', '1:4 A control character stands unescaped in a string, found "\\n"'],
    ['["\\x"]', '1:4 Unknown escape in a string, found "x"'],
    ["[01]", '1:3 A number does not begin with 0, found "1"'],
    ["[1.]", '1:4 Expected a digit, found "]"'],
    ["{} {}", '1:4 Unexpected text after the end of the document, found "{"'],
    ["NaN", '1:1 Expected a value, found "N"'],
    ['["abc', "1:6 The text ends too early"],
    ["[1,", "1:4 The text ends too early"],
    ["", "1:1 The text is empty"],
    ['{"n": 1e999}', "1:7 Number is too large"],
  ])("says where %j is broken", (text, place) => {
    expect(placeOf(text)).toBe(place);
  });

  it("drops a byte order mark and counts it in the offset only", () => {
    expect(parseJson("\ufeff[1]")).toEqual({ ok: true, value: [1] });
    expect(parseJson("\ufeff[1")).toEqual({
      ok: false,
      message: "The text ends too early",
      position: { line: 1, column: 3, offset: 3 },
    });
  });

  it("keeps lone surrogates through text and back", () => {
    const value = { "\ud800": "\udfff x" };
    expect(parseJson(formatJson(value))).toEqual({ ok: true, value });
  });

  it.each(["[", '{"a":', '[{"a":'])("refuses 100,000 times %j without exhausting the stack", (open) => {
    expect(placeOf(open.repeat(100_000))).toContain(`nested more than ${maxJsonDepth} levels`);
  });

  it("accepts the deepest nesting it allows and can write and compare it", () => {
    const text = "[".repeat(maxJsonDepth) + "]".repeat(maxJsonDepth);
    const parsed = parseJson(text);
    expect(parsed.ok).toBe(true);
    if (!parsed.ok) return;
    expect(isJsonEqual(parsed.value, parseJson(formatJson(parsed.value)).ok ? parsed.value : null)).toBe(true);
    expect(placeOf(`[${text}]`)).toContain("nested");
  });

  it("does not count brackets inside strings as nesting", () => {
    expect(parseJson(`["${"[".repeat(5_000)}\\"${"[".repeat(5_000)}"]`).ok).toBe(true);
  });

  it("reads a string of ten million characters beside a number with a large exponent", () => {
    expect(parseJson(`["${"x".repeat(10_000_000)}", 1e300]`).ok).toBe(true);
  });

  it("keeps the sign of -0 when it writes", () => {
    expect(formatJson({ a: [-0, 0] })).toBe('{\n  "a": [\n    -0,\n    0\n  ]\n}\n');
  });

  it("keeps __proto__ as an ordinary key", () => {
    const parsed = parseJson('{"__proto__": {"x": 1}, "constructor": 2}');
    expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(["__proto__", "constructor"]);
    expect(parsed.ok && formatJson(parsed.value)).toContain('"__proto__"');
  });

  it("finds a fault exactly in the texts that JSON.parse refuses", () => {
    const damaged = fc
      .tuple(
        fc.jsonValue(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom("", ",", '"', "\\", "}", "]", "0", "-", ".", "e", "\n", "u", "t"),
      )
      .map(([value, at, cut, insert]) => {
        const text = JSON.stringify(value);
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place + cut);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        let refused = false;
        try {
          JSON.parse(text);
        } catch {
          refused = true;
        }
        const fault = findJsonFault(text);
        if (fault?.message === "Number is too large") return;
        expect(fault !== undefined).toBe(refused);
        if (fault !== undefined) expect(fault.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never throws and gives every value back as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as JsonValue });
      }),
    );
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseJson(text).ok === "boolean"));
  });
});

describe("a position in a text", () => {
  it("counts lines and columns from 1, after a line break of any kind", () => {
    expect(positionAt("ab\r\ncd\n\nx", 7)).toEqual({ line: 3, column: 1, offset: 7 });
    expect(positionAt("ab\r\ncd\n\nx", 8)).toEqual({ line: 4, column: 1, offset: 8 });
    expect(positionAt("ab", 0)).toEqual({ line: 1, column: 1, offset: 0 });
  });
});

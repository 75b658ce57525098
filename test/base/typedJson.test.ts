import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../core/base/json.ts";
import { fromTypedJson, toTypedJson } from "../../core/base/typedJson.ts";

function throughText(value: unknown): unknown {
  return fromTypedJson(JSON.parse(JSON.stringify(toTypedJson(value))) as JsonValue);
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: false,
  withUnicodeString: true,
  key: fc.oneof(fc.string(), fc.constantFrom("$type", "value", "__proto__")),
} as fc.ObjectConstraints);

describe("typed JSON", () => {
  it("gives back every value that can be cloned", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const cloned: unknown = deserialize(serialize(value));
        expect(throughText(cloned)).toStrictEqual(cloned);
      }),
    );
  });

  it("keeps plain JSON as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false } as fc.JsonSharedConstraints), (value) => {
        const json = JSON.parse(JSON.stringify(value)) as JsonValue;
        expect(toTypedJson(json)).toEqual(json);
      }),
    );
  });

  it("never throws on any JSON and gives it back", () => {
    const tags = fc.constantFrom(
      "bigint",
      "date",
      "map",
      "set",
      "bytes",
      "number",
      "object",
      "cycle",
      "boxed",
      "regexp",
      "error",
      "Float64Array",
      "undefined",
      "constructor",
      "System.Text",
    );
    const { tree } = fc.letrec<{ tree: JsonValue; leaf: JsonValue }>((tie) => ({
      leaf: fc.oneof(fc.jsonValue() as fc.Arbitrary<JsonValue>, fc.constantFrom("AA==", "1", "NaN", "2026-01-01")),
      tree: fc.oneof(
        { depthSize: "small" },
        tie("leaf"),
        fc.record({ $type: tags, value: tie("tree") }) as fc.Arbitrary<JsonValue>,
        fc.array(tie("tree"), { maxLength: 3 }) as fc.Arbitrary<JsonValue>,
      ),
    }));
    fc.assert(
      fc.property(tree, (json) => {
        const value = fromTypedJson(json);
        expect(throughText(value)).toStrictEqual(value);
      }),
    );
  });

  it("writes other types as the contract says", () => {
    const value = {
      big: 12n,
      at: new Date("2026-01-02T03:04:05.678Z"),
      map: new Map([["k", new Set([1])]]),
      bytes: new Uint8Array([1, 2]),
      none: undefined,
      odd: [Number.NaN, -0, Number.NEGATIVE_INFINITY],
      own: { $type: "mine" },
    };
    expect(toTypedJson(value)).toEqual({
      big: { $type: "bigint", value: "12" },
      at: { $type: "date", value: "2026-01-02T03:04:05.678Z" },
      map: { $type: "map", value: [["k", { $type: "set", value: [1] }]] },
      bytes: { $type: "bytes", value: "AQI=" },
      none: { $type: "undefined" },
      odd: [
        { $type: "number", value: "NaN" },
        { $type: "number", value: "-0" },
        { $type: "number", value: "-Infinity" },
      ],
      own: { $type: "object", value: { $type: "mine" } },
    });
  });

  it("keeps what else can be cloned: errors, patterns, buffers, boxed values, an invalid date", () => {
    const error = new RangeError("too far");
    const value = [error, /a+/gi, new Uint8Array([9]).buffer, Object(5), new Date(Number.NaN), new Float32Array([1.5])];
    const back = throughText(value) as [RangeError, ...unknown[]];
    expect(back).toStrictEqual(value);
    expect([back[0].message, back[0].stack]).toEqual([error.message, error.stack]);
  });

  it("keeps a value that contains itself", () => {
    const value: { list: unknown[]; map: Map<string, unknown> } = { list: [], map: new Map() };
    value.list.push(value, value.list);
    value.map.set("up", value);
    const back = throughText(value) as typeof value;
    expect(back.list[0]).toBe(back);
    expect(back.list[1]).toBe(back.list);
    expect(back.map.get("up")).toBe(back);
  });

  it("refuses a function", () => {
    expect(() => toTypedJson({ run: () => 1 })).toThrow(TypeError);
  });
});

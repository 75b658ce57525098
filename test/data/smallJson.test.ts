import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { decodeData } from "../../core/data/decodeData.ts";
import { encodeData, encodeSmall } from "../../core/data/encodeData.ts";
import { openInline, sealInline } from "../../core/data/inlineData.ts";
import { toSmallJson } from "../../core/data/smallJson.ts";
import { toValueBytes } from "../../core/data/valueBytes.ts";
import type { StoredData } from "../../core/model/StoredData.ts";
import { buildDataOptions } from "./dataFolder.ts";

class Point {
  x = 1;
}

const shared = { a: 1 };
const cycle: unknown[] = [];
cycle.push(cycle);
const named = Object.assign([1, 2], { total: 3 });
const holes = Array(3);
holes[0] = 1;

describe("a value that JSON does not keep exactly is not kept as JSON", () => {
  test.each<[string, unknown]>([
    ["-0", -0],
    ["-0 within", { a: [-0] }],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["undefined", { a: undefined }],
    ["a bigint", 1n],
    ["a date", { at: new Date(0) }],
    ["a map", new Map([[1, 2]])],
    ["a map that poses as an object", Object.assign(Object.setPrototypeOf(new Map(), Object.prototype), { a: 1 })],
    ["bytes", Buffer.from("a")],
    ["an instance", new Point()],
    ["a boxed number", Object(1)],
    ["one object twice", [shared, shared]],
    ["a cycle", cycle],
    ["holes", holes],
    ["names on a list", named],
    ["a hole and a name", Object.assign(Array(1), { a: 1 })],
    ["a toJSON", { a: 1, toJSON: () => 2 }],
    ["a function", { a: () => 1 }],
    ["a proxy", new Proxy({ a: 1 }, {})],
    ["a long text", "x".repeat(5_000)],
    ["many objects", Array.from({ length: 40 }, () => ({}))],
  ])("%s", (_name, value) => {
    expect(toSmallJson(value)).toBeUndefined();
  });
});

const keys = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "1", "$type", "\ud800"));

describe("a small plain value", () => {
  test("comes back from its JSON as from V8's format, keys in their order", () => {
    const options = buildDataOptions();
    const leaf = fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.boolean(), fc.constant(null));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie("value"), { maxLength: 5 }),
        fc.dictionary(keys, tie("value"), { maxKeys: 5, noNullPrototype: false }),
      ),
    }));
    fc.assert(
      fc.property(value, (given) => {
        const stored = encodeSmall(given, options);
        if (stored?.kind !== "inline") return;
        expect(stored.bytes[0]).toBe(2);
        const old: StoredData = { ...stored, bytes: sealInline("value", toValueBytes(given), options.dataKey) };
        const found = decodeData(stored, options);
        const before = decodeData(old, options);
        expect(isDeepStrictEqual(found, before)).toBe(true);
        expect(listKeys(found)).toEqual(listKeys(before));
      }),
      { numRuns: 500 },
    );
  });

  test("is kept as JSON, its size is that of the JSON", async () => {
    const options = buildDataOptions();
    const stored = await encodeData({ name: "é", at: [1, null] }, options);
    if (stored.kind !== "inline") throw new Error("not inline");
    expect(openInline(stored.bytes, options.dataKey)).toMatchObject({ layout: "json" });
    expect(openInline(stored.bytes, options.dataKey).plain.toString()).toBe('{"name":"é","at":[1,null]}');
    expect(stored.summary).toEqual({ kind: "object", bytes: 27, count: 2 });
    expect(decodeData(stored, options)).toEqual({ name: "é", at: [1, null] });
  });

  test("is larger than a limit that its JSON exceeds", () => {
    expect(() => encodeSmall([1, 2, 3], { ...buildDataOptions(), limitBytes: 6 })).toThrow("limit of 6 bytes");
    expect(encodeSmall([1, 2, 3], { ...buildDataOptions(), limitBytes: 7 })).toBeDefined();
  });

  test("is refused when its form, a byte or the key is another one", () => {
    const options = buildDataOptions();
    const stored = encodeSmall({ a: 1 }, options);
    if (stored?.kind !== "inline") throw new Error("not inline");
    for (let position = 0; position < stored.bytes.length; position += 1) {
      for (const change of [1, 2, 3]) {
        const bytes = Uint8Array.from(stored.bytes);
        bytes[position] = (bytes[position] ?? 0) ^ change;
        expect(codeOf(() => decodeData({ ...stored, bytes }, options))).toBe("data_damaged");
      }
    }
    expect(codeOf(() => decodeData(stored, { ...options, dataKey: randomBytes(32) }))).toBe("data_damaged");
  });
});

function listKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.entries(value).map(([key, item]) => [key, listKeys(item)]);
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return "no error";
  } catch (error) {
    return isSluiceError(error) ? error.code : String(error);
  }
}

import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSluiceError } from "../../core/base/SluiceError.ts";
import { decodeData } from "../../core/data/decodeData.ts";
import { encodeSmall } from "../../core/data/encodeData.ts";
import { isPair, openParameters } from "../../core/data/pair.ts";
import { sealJson } from "../../core/data/seal.ts";
import { buildDataOptions } from "./dataFolder.ts";

function encode(value: unknown, parameters: string, options: ReturnType<typeof buildDataOptions>) {
  const stored = encodeSmall(value, options, parameters);
  if (stored === undefined) throw new Error("not small");
  return stored;
}

function codeOf(run: () => unknown): string {
  try {
    run();
    return "no error";
  } catch (error) {
    return isSluiceError(error) ? error.code : String(error);
  }
}

describe("a small value and the parameters of its attempt", () => {
  test("are sealed as one text, and each is read without the other", () => {
    const options = buildDataOptions();
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (value, parameters) => {
        const text = JSON.stringify(parameters);
        const stored = encodeSmall(value, options, text);
        if (stored === undefined || !isPair(stored.bytes)) return;
        expect(stored.summary.bytes).toBe(Buffer.byteLength(JSON.stringify(value)));
        expect(decodeData(stored, options)).toEqual(value);
        expect(openParameters(stored.bytes, options.dataKey)).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test("are sealed one by one when they are larger", () => {
    const options = buildDataOptions();
    expect(isPair(encode("x", '{"a":1}', options).bytes)).toBe(true);
    const stored = encode("x".repeat(300), '{"a":1}', options);
    expect(isPair(stored.bytes)).toBe(false);
    expect(decodeData(stored, options)).toBe("x".repeat(300));
    expect(isPair(encode("x", JSON.stringify({ a: "y".repeat(300) }), options).bytes)).toBe(false);
  });

  test("are refused, both of them, when any byte or the key is another one", () => {
    const options = buildDataOptions();
    const stored = encode({ a: 1 }, '{"b":2}', options);
    for (let position = 0; position < stored.bytes.length; position += 1) {
      const bytes = Uint8Array.from(stored.bytes);
      bytes[position] = (bytes[position] ?? 0) ^ 1;
      expect(codeOf(() => decodeData({ ...stored, bytes }, options))).toBe("data_damaged");
      expect(codeOf(() => openParameters(bytes, options.dataKey))).toBe("data_damaged");
    }
    const other = randomBytes(32);
    expect(codeOf(() => decodeData(stored, { ...options, dataKey: other }))).toBe("data_damaged");
    expect(codeOf(() => openParameters(stored.bytes, other))).toBe("data_damaged");
  });
});

test("parameters that are sealed alone are read whatever random byte they begin with", () => {
  const { dataKey } = buildDataOptions();
  const first = new Set<number | undefined>();
  while (!first.has(3) || first.size < 50) {
    const sealed = sealJson({ a: -0, b: "x" }, dataKey);
    first.add(sealed[0]);
    expect(openParameters(sealed, dataKey)).toEqual({ a: -0, b: "x" });
  }
});

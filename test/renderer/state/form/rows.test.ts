import { describe, expect, test } from "vitest";
import {
  findDuplicate,
  readItems,
  readMapping,
  writeItems,
  writeMapping,
} from "../../../../renderer/state/form/rows.ts";

describe("a mapping", () => {
  test("is rows in the form it was written in", () => {
    const object = { accept: "text", tries: 3 };
    const list = [{ key: "a", value: 1 }];
    expect(readMapping(object)).toEqual([
      { key: "accept", value: "text" },
      { key: "tries", value: 3 },
    ]);
    expect(writeMapping(readMapping(object) ?? [], object)).toEqual(object);
    expect(writeMapping(readMapping(list) ?? [], list)).toEqual(list);
    expect([readMapping(undefined), readMapping(""), readMapping("${x}"), readMapping(["a"])]).toEqual([
      [],
      [],
      undefined,
      undefined,
    ]);
  });

  test("holds no row without a name, keeps odd names and says which comes twice", () => {
    const rows = [
      { key: "__proto__", value: 1 },
      { key: "", value: 2 },
    ];
    expect(JSON.stringify(writeMapping(rows, undefined))).toBe('{"__proto__":1}');
    expect(writeMapping([{ key: "", value: "" }], { a: 1 })).toBeUndefined();
    expect(findDuplicate([...rows, { key: "__proto__", value: 3 }])).toBe("__proto__");
    expect(findDuplicate([...rows, { key: "", value: 3 }])).toBeUndefined();
  });
});

test("a list is its items, or the lines of a text; empty rows are none", () => {
  expect([readItems([1, "a"]), readItems("a\n\nb"), readItems(undefined), readItems({ a: 1 })]).toEqual([
    [1, "a"],
    ["a", "b"],
    [],
    undefined,
  ]);
  expect([writeItems(["a", "", 0]), writeItems([""])]).toEqual([["a", 0], undefined]);
});

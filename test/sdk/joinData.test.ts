import { describe, expect, test } from "vitest";
import { DataTypeMismatchException } from "../../core/sdk/exceptions.ts";
import { type JoinInput, joinData } from "../../core/sdk/joinData.ts";

const nothing = Symbol("nothing");

function join(values: unknown[], producers = values.length): { data: unknown; warnings: string[] } {
  const warnings: string[] = [];
  const inputs: JoinInput[] = values.map((value, index) =>
    value === nothing
      ? { step: `s${index}`, saved: false, value: undefined }
      : { step: `s${index}`, saved: true, value },
  );
  return { data: joinData({ inputs, producers, warn: (message) => warnings.push(message) }), warnings };
}

describe("one producer in the document", () => {
  test.each<[string, unknown]>([
    ["a scalar", 5],
    ["null", null],
    ["a list", [1, [2]]],
    ["an object", { a: 1 }],
    ["a Map", new Map([[1, 2]])],
  ])("%s comes unchanged", (_name, value) => {
    expect(join([value]).data).toBe(value);
  });

  test("that saved nothing gives undefined", () => {
    expect(join([nothing]).data).toBeUndefined();
  });
});

describe("two or more producers in the document", () => {
  const date = new Date(0);
  test.each<[string, unknown[], unknown]>([
    ["lists are concatenated, one level deep", [[1, [2]], [], [3]], [1, [2], 3]],
    ["one list of two producers is its items", [nothing, [1, 2]], [1, 2]],
    ["objects are merged shallowly", [{ a: { x: 1 } }, { b: 2 }], { a: { x: 1 }, b: 2 }],
    ["one object of two producers is its keys", [{ a: 1 }, nothing], { a: 1 }],
    ["one scalar of two producers is a list of it", [5, nothing], [5]],
    ["scalars of one type are listed", [1, 2, 3], [1, 2, 3]],
    ["texts are listed", ["a", "b"], ["a", "b"]],
    ["truth values are listed", [true, false], [true, false]],
    ["nulls are listed", [null, null], [null, null]],
    ["dates are listed", [date, date], [date, date]],
    ["maps are listed, not merged", [new Map([[1, 2]]), new Map()], [new Map([[1, 2]]), new Map()]],
    ["bytes of any class are listed", [Buffer.from("a"), new Uint8Array([1])], [Buffer.from("a"), new Uint8Array([1])]],
    ["nothing saved gives undefined", [nothing, nothing], undefined],
    ["undefined that was saved is nothing", [undefined, { a: 1 }], { a: 1 }],
    ["objects without a prototype are plain", [Object.create(null), { a: 1 }], { a: 1 }],
  ])("%s", (_name, values, expected) => {
    const { data, warnings } = join(values);
    expect(data).toEqual(expected);
    expect(warnings).toEqual([]);
  });

  test("the number of producers decides, not the number of those named", () => {
    expect(join([5], 2).data).toEqual([5]);
    expect(join([[1]], 2).data).toEqual([1]);
  });

  test("a later key replaces an earlier one and a warning names key and steps", () => {
    const { data, warnings } = join([{ a: 1, b: 1 }, { b: 2 }, { b: 3, c: 3 }]);
    expect(data).toEqual({ a: 1, b: 3, c: 3 });
    expect(warnings).toEqual([
      'Key "b" of step "s1" replaces that of step "s0"',
      'Key "b" of step "s2" replaces that of step "s1"',
    ]);
  });

  test("the data of the producers is not changed", () => {
    const first = { a: 1 };
    const list = [1];
    join([first, { a: 2 }]);
    join([list, [2]]);
    expect([first, list]).toEqual([{ a: 1 }, [1]]);
  });

  test("__proto__ is an ordinary key", () => {
    const { data } = join([JSON.parse('{"__proto__": {"x": 1}}'), { a: 1 }]);
    expect(JSON.stringify(data)).toBe('{"__proto__":{"x":1},"a":1}');
  });

  test("hundreds of thousands of rows are concatenated", () => {
    const rows = Array.from({ length: 300_000 }, (_, index) => index);
    expect(join([rows, rows]).data).toHaveLength(600_000);
  });

  test.each<[string, unknown[]]>([
    ["a list and an object", [[1], { a: 1 }]],
    ["an object and a scalar", [{ a: 1 }, 1]],
    ["text and a number", ["1", 1]],
    ["null and an object", [null, {}]],
    ["a Map and an object", [new Map(), {}]],
    ["a date and text", [date, "x"]],
  ])("%s cannot be joined", (_name, values) => {
    expect(() => join(values)).toThrow(DataTypeMismatchException);
  });

  test("the error says which step saved what", () => {
    expect(() => join([[1], { a: 1 }, nothing, "x"])).toThrow(
      'The data of the earlier steps has different types: "s0" saved list, "s1" saved object, "s3" saved string',
    );
  });
});

test("without producers there is no data", () => {
  expect(join([], 0).data).toBeUndefined();
});

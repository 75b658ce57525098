import { describe, expect, it } from "vitest";
import { parseDataPath, readDataPath } from "../../core/sdk/dataPath.ts";

describe("a path", () => {
  it.each([
    ["", []],
    ["a", ["a"]],
    ["a.b[0]['c d']", ["a", "b", "0", "c d"]],
    ['["x.y"].z', ["x.y", "z"]],
    ["[2]", ["2"]],
    ["router-7", ["router-7"]],
  ])("%j has the keys %j", (path, keys) => {
    expect(parseDataPath(path)).toEqual(keys);
  });

  it.each(["a[", "a['b]", "a..b", "[x]", "a.b."])("%j is refused", (path) => {
    expect(() => parseDataPath(path)).toThrow(/cannot be read at character \d+/);
  });
});

describe("reading", () => {
  const data = { list: [{ name: "a" }], "a.b": 1, zero: 0 };

  it.each([
    ["list[0].name", "a"],
    ["zero", 0],
    ["['a.b']", 1],
    ["", data],
    ["list[1].name", undefined],
    ["zero.deeper", undefined],
    ["constructor", undefined],
    ["list.length", 1],
  ])("%j gives %j", (path, value) => {
    expect(readDataPath(data, path)).toEqual(value);
  });
});

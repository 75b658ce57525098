import { describe, expect, test } from "vitest";
import { lookupPath, parsePath } from "../../core/template/lookupPath.ts";

describe("parsePath", () => {
  test.each<[string, string[]]>([
    ["a", ["a"]],
    ["a.b.c", ["a", "b", "c"]],
    ["a[0][12].b", ["a", "0", "12", "b"]],
    ["['a.b'][\"c']d\"]", ["a.b", "c']d"]],
    ["[0]", ["0"]],
    ["results.0", ["results", "0"]],
    ["two words.x", ["two words", "x"]],
    ["['']", [""]],
    ["", [""]],
    ["a..b", ["a..b"]],
    [".a", [".a"]],
    ["a[", ["a["]],
    ["a[b]", ["a[b]"]],
    ["a]b", ["a]b"]],
  ])("%j", (path, expected) => {
    expect(parsePath(path)).toEqual(expected);
  });
});

describe("lookupPath", () => {
  test("follows own properties of lists and objects", () => {
    expect(lookupPath({ a: [{ b: 1 }] }, ["a", "0", "b"])).toEqual({ found: true, value: 1 });
    expect(lookupPath({ a: null }, ["a"])).toEqual({ found: true, value: null });
    expect(lookupPath([], ["length"])).toEqual({ found: true, value: 0 });
  });

  test.each<[string, unknown, string[]]>([
    ["an inherited property", {}, ["toString"]],
    ["a property of a string", { a: "x" }, ["a", "length"]],
    ["anything of null", null, ["a"]],
    ["anything of undefined", undefined, ["a"]],
    ["an item past the end", { a: [1] }, ["a", "1"]],
    [
      "an inherited property of a class instance",
      new (class {
        get x() {
          return 1;
        }
      })(),
      ["x"],
    ],
  ])("%s is not found", (_name, data, segments) => {
    expect(lookupPath(data, segments).found).toBe(false);
  });
});

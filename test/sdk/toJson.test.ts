import { expect, it } from "vitest";
import { toJson } from "../../core/sdk/toJson.ts";

it("writes every value that steps pass on", () => {
  const data = {
    at: new Date("2026-01-31T08:00:00Z"),
    big: 9007199254740993n,
    map: new Map<unknown, unknown>([["a", new Map([[1, 2n]])]]),
    set: new Set([1, new Set(["x"])]),
  };
  expect(toJson(data)).toBe(
    '{"at":"2026-01-31T08:00:00.000Z","big":"9007199254740993","map":{"a":{"1":"2"}},"set":[1,["x"]]}',
  );
  expect(toJson(new Uint8Array([0, 255]).buffer)).toBe(toJson(Buffer.from([0, 255])));
  expect(toJson(undefined)).toBe("null");
});

it("indents, and refuses what contains itself", () => {
  expect(toJson([new Set([1])], 2)).toBe("[\n  [\n    1\n  ]\n]");
  const loop: unknown[] = [];
  loop.push(loop);
  expect(() => toJson(loop)).toThrow(TypeError);
});

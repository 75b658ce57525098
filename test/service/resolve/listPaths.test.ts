import { expect, test } from "vitest";
import { listPaths } from "../../../core/service/resolve/listPaths.ts";
import { lookupPath, parsePath } from "../../../core/template/lookupPath.ts";

const data = { city: "Bonn", rows: [{ id: 7, "odd key": true, "it's": 1 }], empty: [], at: new Date(0), "a}": 1 };

test("the paths of data, level by level, with what is there", () => {
  expect(listPaths(data)).toEqual([
    { path: "city", detail: "Bonn" },
    { path: "rows", detail: "1 item" },
    { path: "empty", detail: "0 items" },
    { path: "at", detail: '{"$type":"date","value":"1970-01-01T00:00:00.000Z"}' },
    { path: "rows[0]", detail: "3 keys" },
    { path: "rows[0].id", detail: "7" },
    { path: "rows[0]['odd key']", detail: "true" },
    { path: 'rows[0]["it\'s"]', detail: "1" },
  ]);
  expect(listPaths([5])).toEqual([{ path: "[0]", detail: "5" }]);
  expect(listPaths("text")).toEqual([]);
});

test("each path finds what it was listed for", () => {
  for (const { path } of listPaths(data)) expect(lookupPath(data, parsePath(path)).found).toBe(true);
});

test("a wide and deep value gives no more than a person reads", () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, { a: { b: index } }]));
  expect(listPaths(wide)).toHaveLength(300);
});

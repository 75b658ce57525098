import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import BuildExcel from "../../../../core/steps/data/steps/BuildExcel.ts";
import ParseExcel from "../../../../core/steps/data/steps/ParseExcel.ts";
import { runStep } from "../../../support/runStep.ts";

const build = async (input: unknown, params: JsonObject = {}) => {
  const { data, error } = await runStep(BuildExcel, { params, input });
  if (error !== undefined) throw error;
  return data as Uint8Array;
};
const read = async (input: Uint8Array, params: JsonObject = {}) => (await runStep(ParseExcel, { params, input })).data;
const part = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

it("writes rows that come back with their types", async () => {
  const rows = [
    { id: 1, ratio: 0.1 + 0.2, day: new Date("2026-01-31"), at: new Date("2026-01-31T08:15:30.250Z"), yes: true },
    { id: -5e300, ratio: 0, day: new Date("1999-12-31"), at: null, yes: false },
  ];
  expect(await read(await build(rows))).toEqual(rows);
  const texts = [{ text: 'ö <&> \n"€😀' }, { text: "007" }, { text: " _x0041_ " }, { text: "2026-01-31" }];
  expect(await read(await build(texts))).toEqual(texts);
});

it("makes text of what a cell cannot hold, and no formula of a text", async () => {
  const row = { big: 9007199254740993n, small: 7n, list: [1, { a: 2n }], nan: Number.NaN, formula: '=HYPERLINK("x")' };
  const bytes = await build([row]);
  expect(await read(bytes)).toEqual([
    { big: "9007199254740993", small: 7, list: '[1,{"a":"2"}]', nan: "NaN", formula: '=HYPERLINK("x")' },
  ]);
  expect(part(bytes, "xl/worksheets/sheet1.xml")).not.toContain("<f");
});

it("refuses rows that have no cells", async () => {
  await expect(build([{ a: 1 }, 2])).rejects.toThrow("Row 2 is no object or list");
});

it("writes maps and sets as what they hold", async () => {
  const bytes = await build([{ map: new Map([["a", 1n]]), set: new Set(["x"]) }]);
  expect(await read(bytes)).toEqual([{ map: '{"a":"1"}', set: '["x"]' }]);
});

it("shows a time where a date has one, and keeps the names in view", async () => {
  const bytes = await build([[new Date("2026-01-31"), new Date("2026-01-31T08:00:00Z"), 5]]);
  const formats = part(bytes, "xl/styles.xml").match(/formatCode="[^"]*"/g);
  expect(formats?.sort()).toEqual(['formatCode="yyyy-mm-dd hh:mm:ss"', 'formatCode="yyyy-mm-dd"']);
  expect(part(bytes, "xl/worksheets/sheet1.xml")).toContain('ySplit="1"');
});

it("takes columns, paths, rows that are lists, and leaves the names out", async () => {
  const rows = [{ id: 1, address: { city: "Oslo" }, more: "x" }, { id: 2 }];
  expect(await read(await build(rows, { columns: ["address.city", "id"] }))).toEqual([
    { "address.city": "Oslo", id: 1 },
    { "address.city": null, id: 2 },
  ]);
  const lists = await build([["a", 1], ["b"]], { header: false });
  expect(await read(lists, { header: false })).toEqual([["a", 1], ["b"]]);
});

it("writes several sheets", async () => {
  const bytes = await build({ Orders: [{ id: 1 }], "Q & A": [{ name: "x" }], Empty: [] }, { sheets: true });
  expect(await read(bytes, { sheet: "Q & A" })).toEqual([{ name: "x" }]);
  expect(await read(bytes, { sheet: "3" })).toEqual([]);
  await expect(build([1], { sheets: true })).rejects.toThrow(
    "For several sheets the data is an object with a list of rows for each; the data is no object",
  );
  await expect(build({ a: 1 }, { sheets: true })).rejects.toThrow(/; "a" holds no list$/);
});

it("refuses what no sheet can hold", async () => {
  await expect(build([{ a: "x".repeat(32_768) }])).rejects.toThrow('"a" of row 1 is longer than the 32767 letters');
  await expect(build([{ a: 1 }], { sheet: "a/b" })).rejects.toMatchObject({ name: "ExcelException" });
  await expect(build([{ a: 1 }], { sheet: "x".repeat(32) })).rejects.toMatchObject({ name: "ExcelException" });
  await expect(build({ a: [], A: [] }, { sheets: true })).rejects.toMatchObject({ name: "ExcelException" });
});

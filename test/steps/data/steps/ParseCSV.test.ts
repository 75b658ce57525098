import { expect, it } from "vitest";
import ParseCSV from "../../../../core/steps/data/steps/ParseCSV.ts";
import { runStep } from "../../../support/runStep.ts";

const parse = (input: unknown, params: object = {}) => runStep(ParseCSV, { input, params: params as never });

it("reads rows with names, quotes and line ends within cells", async () => {
  const { data } = await parse('id,name\r\n1,"Pump, ""big"""\r\n\r\n2, valve \r\n');
  expect(data).toEqual([
    { id: "1", name: 'Pump, "big"' },
    { id: "2", name: "valve" },
  ]);
});

it("finds the delimiter, leaves lines out and knows types", async () => {
  const text = 'made by hand\nid;price;ok;zip\n1;12.5;true;0150\n2;1e3;no;"7"\n';
  const { data } = await parse(text, { skip_lines: 1, types: true });
  expect(data).toEqual([
    { id: 1, price: 12.5, ok: true, zip: "0150" },
    { id: 2, price: 1000, ok: "no", zip: "7" },
  ]);
});

it("reads bytes in their encoding, without a byte order mark, and the body of an answer", async () => {
  expect((await parse(Buffer.from("\uFEFFa\n\u00e5"))).data).toEqual([{ a: "å" }]);
  expect((await parse(Buffer.from("a\n\u00e5", "latin1"), { encoding: "windows-1252" })).data).toEqual([{ a: "å" }]);
  expect((await parse({ status: 200, body: "a\n1" })).data).toEqual([{ a: "1" }]);
  expect((await parse(Buffer.from([0x61, 0xff]))).error?.message).toBe('"utf-8" does not fit the bytes');
});

it("gives lists without names, also with a tab that is written", async () => {
  expect((await parse("1\t2\n3\t4", { header: false, delimiter: "\\t" })).data).toEqual([
    ["1", "2"],
    ["3", "4"],
  ]);
});

it("fails for an uneven line, or leaves it out, or keeps it", async () => {
  const text = "a,b\n1,2\n3\n4,5";
  expect((await parse(text)).error).toMatchObject({
    name: "CsvException",
    message: expect.stringMatching(/^Line 3: /),
  });
  const skipped = await parse(text, { uneven: "skip" });
  expect([skipped.data, skipped.logs]).toEqual([
    [
      { a: "1", b: "2" },
      { a: "4", b: "5" },
    ],
    [{ level: "warning", message: "Left out 1 lines of another length, the first is line 3" }],
  ]);
  expect((await parse(text, { uneven: "keep" })).data).toContainEqual({ a: "3" });
});

it("refuses two columns of one name, and what is no text", async () => {
  expect((await parse("a,a\n1,2")).error?.message).toMatch(/^Two columns are called "a"/);
  expect((await parse([1])).error?.message).toMatch(/^Text or bytes are read here, but there is a list/);
});

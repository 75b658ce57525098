import { strToU8, type Zippable, zipSync } from "fflate";
import { streamXlsxRows } from "hucre/xlsx";
import { expect, it } from "vitest";
import type { JsonObject } from "../../../../core/base/json.ts";
import BuildExcel from "../../../../core/steps/data/steps/BuildExcel.ts";
import ParseExcel from "../../../../core/steps/data/steps/ParseExcel.ts";
import { limitCells } from "../../../../core/steps/data/util/excel.ts";
import { runStep } from "../../../support/runStep.ts";

const parse = async (input: unknown, params: JsonObject = {}) => {
  const { data, error } = await runStep(ParseExcel, { params, input });
  if (error !== undefined) throw error;
  return data;
};

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook as Excel lays it out, with one sheet of the given rows. */
function workbook(rows: string, parts: Zippable = {}): Uint8Array {
  return zipSync({
    "[Content_Types].xml": strToU8(
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ),
    "xl/sharedStrings.xml": strToU8(
      `${head}<sst xmlns="${main}"><si><t>id</t></si><si><r><t>na</t></r><r><rPr><b/></rPr><t>me</t></r></si><si><t xml:space="preserve"> Ada </t></si></sst>`,
    ),
    "xl/styles.xml": strToU8(
      `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    "xl/worksheets/sheet1.xml": strToU8(`${head}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
    ...parts,
  });
}

it("reads what Excel writes: shared and rich text, dates by their format, formulas, gaps", async () => {
  const rows = `
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>day</t></is></c><c r="E1" t="str"><v>sum</v></c></row>
    <row r="3"><c r="A3"><v>7</v></c><c r="B3" t="s"><v>2</v></c><c r="C3" s="1"><v>46053</v></c><c r="D3" s="2"><v>46053.5</v></c><c r="E3"><f>A3*6</f><v>42</v></c></row>
    <row r="4"><c r="B4" t="b"><v>1</v></c><c r="E4" t="e"><v>#DIV/0!</v></c><c r="F4"><v>1.5</v></c></row>`;
  expect(await parse(workbook(rows))).toEqual([
    { id: 7, name: " Ada ", day: new Date("2026-01-31"), D: new Date("2026-01-31T12:00:00Z"), sum: 42 },
    { id: null, name: true, day: null, D: null, sum: "#DIV/0!", F: 1.5 },
  ]);
  expect(await parse(workbook(rows), { header: false, skip_rows: 3 })).toEqual([
    [null, true, null, null, "#DIV/0!", 1.5],
  ]);
});

it("reads bytes, the body of an answer, and what Source names", async () => {
  const { data } = await runStep(BuildExcel, { input: [{ a: 1 }] });
  const bytes = data as Uint8Array;
  for (const input of [bytes, { status: 200, body: bytes }, Uint8Array.from(bytes).buffer]) {
    expect(await parse(input)).toEqual([{ a: 1 }]);
  }
  expect(await parse({ file: bytes }, { source: "${file}" })).toEqual([{ a: 1 }]);
});

it("says what is wrong", async () => {
  const messageOf = (input: unknown, params: JsonObject = {}) =>
    parse(input, params).then(String, (error) => error.message);
  expect(await messageOf("a,b")).toBe(
    'Bytes are read here, but there is a string; name where the bytes lie in the parameter "source"',
  );
  expect(await messageOf(strToU8("a,b\n1,2"))).toBe("The workbook cannot be read: it is no .xlsx file");
  expect(await messageOf(zipSync({ "a.txt": strToU8("x") }))).toMatch(/^The workbook cannot be read: /);
  const twice = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>';
  expect(await messageOf(workbook(twice))).toBe('Two columns are called "id"; rename one or read without names');
  expect(await messageOf(workbook(twice), { sheet: "Nope" })).toBe('There is no sheet "Nope"; there are "Data"');
  expect(await messageOf(workbook(twice), { sheet: "2" })).toBe('There is no sheet "2"; there are "Data"');
});

it("unpacks no bomb", async () => {
  const bomb = workbook("", { "xl/sharedStrings.xml": new Uint8Array(20_000_000) });
  expect(bomb.length).toBeLessThan(100_000);
  await expect(parse(bomb, { largest: 10 })).rejects.toThrow(
    "The workbook has 21 MB when it is unpacked; at most 10 MB are read",
  );
  // Where it lies about its sizes, it gets no more room than it says.
  const view = new DataView(bomb.buffer, bomb.byteOffset);
  for (let at = 0; at + 28 < bomb.length; at += 1) {
    const signature = view.getUint32(at, true);
    const place = signature === 0x02014b50 ? at + 24 : signature === 0x04034b50 ? at + 22 : 0;
    if (place > 0 && view.getUint32(place, true) === 20_000_000) view.setUint32(place, 1_000, true);
  }
  await expect(parse(bomb, { largest: 10 })).rejects.toMatchObject({ name: "ExcelException" });
  for (let at = 0; at + 28 < bomb.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 1_000)
      view.setUint32(at + 24, 0, true);
  }
  await expect(parse(bomb, { largest: 10 })).rejects.toThrow("an unknown size");
});

it("stops where few bytes make many cells", async () => {
  const row = (number: number) => `<row r="${number}"><c r="XFD${number}"><v>1</v></c></row>`;
  const rows = Array.from({ length: 20 }, (_, index) => row(index + 1)).join("");
  const read: number[] = [];
  const limited = async () => {
    const given = limitCells(streamXlsxRows(workbook(rows)), { sheet: "Data", most: 100_000 });
    for await (const { index } of given) read.push(index);
  };
  await expect(limited()).rejects.toThrow('The sheet "Data" has more than 100000 cells');
  expect(read).toEqual([0, 1, 2, 3, 4, 5]);
});

it("reads a sheet of many rows, and stops with its step", async () => {
  const input = Array.from({ length: 5_000 }, (_, id) => ({ id, name: `device ${id}` }));
  const { data } = await runStep(BuildExcel, { input });
  expect(await parse(data)).toEqual(input);
  const { error } = await runStep(ParseExcel, { input: data, signal: AbortSignal.abort() });
  expect(error?.name).toBe("AbortError");
});

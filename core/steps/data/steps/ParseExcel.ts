import type { CellValue } from "hucre";
import { streamXlsxRows } from "hucre/xlsx";
import { BaseStep, boolean, defineParameters, number, text } from "sluice";
import { assertUnpacks, ExcelException, findSheet, limitCells, toExcelException, toLetters } from "../util/excel.ts";
import { readBytes } from "../util/readBytes.ts";
import { readSource, sourceParameter } from "../util/sourceParameter.ts";

const parameters = defineParameters({
  source: sourceParameter,
  sheet: text({
    title: "Sheet",
    description: "Name of the sheet, or its number from 1; empty = the first.",
    sampleValue: "Orders",
    defaultValue: "",
  }),
  header: boolean({
    title: "First row has the names",
    description: "Rows become objects with the names of the first row; without it they become lists.",
    defaultValue: true,
  }),
  skip_rows: number({
    title: "Skip rows",
    description: "So many rows at the top of the sheet are left out.",
    defaultValue: 0,
    min: 0,
    advanced: true,
  }),
  largest: number({
    title: "Largest size in MB",
    description: "A workbook that is larger when it is unpacked fails the step before it takes that memory.",
    defaultValue: 256,
    min: 1,
    max: 2000,
    advanced: true,
  }),
});

const help = `
Reads a sheet of an Excel workbook (.xlsx) into a list of rows.

The bytes come from the earlier step, such as *Read file* with *Bytes* or the answer of *Query REST*, or from *Source*. Numbers, booleans and texts
keep their type, cells that are formatted as dates become dates (in UTC; Excel knows no time zone), a formula is what Excel last made of it, and an
empty cell is null. Empty rows are left out; a column without a name is called by its letter. Rows are read one after another.
`;

/** An Excel workbook to rows. */
export default class ParseExcel extends BaseStep.with(parameters) {
  override friendlyName = "Parse Excel";
  override description = "Reads a sheet of an Excel workbook into a list of rows";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "file-spreadsheet";
  override help = help;

  override async execute() {
    const bytes = readBytes(readSource(this));
    assertUnpacks(bytes, this.getParameter("largest"));
    try {
      const sheet = await findSheet(bytes, this.getParameter("sheet").trim());
      this.logger.info("Reading the sheet %s", sheet);
      await this.saveDataForNextStep(this.#readRows(bytes, sheet));
    } catch (error) {
      throw toExcelException(error, "read");
    }
  }

  async *#readRows(bytes: Uint8Array, sheet: string): AsyncGenerator<unknown> {
    const skip = this.getParameter("skip_rows");
    const hasHeader = this.getParameter("header");
    let names: string[] | undefined;
    for await (const { index, values } of limitCells(streamXlsxRows(bytes, { sheet }), { sheet })) {
      this.signal.throwIfAborted();
      if (index < skip || values.every((value) => value === null || value === "")) continue;
      if (!hasHeader) yield values;
      else if (names === undefined) names = toNames(values);
      else yield toRow(values, names);
    }
  }
}

function toNames(values: readonly CellValue[]): string[] {
  const names = values.map((value, column) => toName(value) || toLetters(column));
  const twice = names.find((name, column) => names.indexOf(name) !== column);
  if (twice !== undefined)
    throw new ExcelException(`Two columns are called "${twice}"; rename one or read without names`);
  return names;
}

function toName(value: CellValue): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? "").trim();
}

/** Cells beyond the names are called by their letters as well. */
function toRow(values: readonly CellValue[], names: readonly string[]): Record<string, CellValue> {
  const width = Math.max(values.length, names.length);
  const cells = Array.from({ length: width }, (_, column) => [
    names[column] ?? toLetters(column),
    values[column] ?? null,
  ]);
  return Object.fromEntries(cells.filter(([, value], column) => column < names.length || value !== null));
}

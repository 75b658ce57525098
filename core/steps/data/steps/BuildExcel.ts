import { writeXlsx } from "hucre/xlsx";
import { BaseStep, boolean, defineParameters, list, text } from "sluice";
import { ExcelException, toExcelException } from "../util/excel.ts";
import { readRows } from "../util/readRows.ts";
import { toSheet } from "../util/toSheet.ts";

const parameters = defineParameters({
  sheet: text({
    title: "Sheet",
    description: "Name of the sheet.",
    sampleValue: "Orders",
    defaultValue: "Sheet1",
  }),
  columns: list<string>({
    title: "Columns",
    description:
      "Fields in their order, paths such as `address.city` too; empty = all that the rows have, in the order they come up.",
    sampleValue: ["id", "name", "address.city"],
    defaultValue: [],
  }),
  header: boolean({
    title: "Names in the first row",
    description: "Whether the first row holds the names of the columns; it stays in view.",
    defaultValue: true,
  }),
  sheets: boolean({
    title: "Several sheets",
    description: "The data is an object with the rows of each sheet under its name.",
    defaultValue: false,
  }),
});

const help = `
Writes a list of rows as an Excel workbook (.xlsx). It saves its bytes, for *Write file*, *SFTP put* or the body of *Query REST*.

Numbers, booleans and texts keep their type; no text becomes a formula. Dates are written in UTC, as Excel knows no time zone; big integers that a
number cannot hold become text, lists and objects JSON text, missing values empty cells. A row that is a list gives its items as cells.
With *Several sheets* the data is \`{"Orders": [...], "Customers": [...]}\`.
`;

/** Rows to an Excel workbook. */
export default class BuildExcel extends BaseStep.with(parameters) {
  override friendlyName = "Build Excel";
  override description = "Writes rows as an Excel workbook with one or several sheets";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "file-spreadsheet";
  override help = help;

  override async execute() {
    const columns = this.getParameter("columns");
    const header = this.getParameter("header");
    const sheets = (await this.#readSheets()).map(([name, rows]) => toSheet({ name, rows, columns, header }));
    try {
      await this.saveDataForNextStep(await writeXlsx({ sheets }));
    } catch (error) {
      throw toExcelException(error, "written");
    }
  }

  async #readSheets(): Promise<[name: string, rows: unknown[]][]> {
    if (!this.getParameter("sheets")) return [[this.getParameter("sheet"), await readRows(this)]];
    return toSheetLists(this.joinPreviousStepData());
  }
}

function toSheetLists(data: unknown): [name: string, rows: unknown[]][] {
  const sheets = typeof data === "object" && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
  const wrong = sheets.find(([, rows]) => !Array.isArray(rows));
  if (sheets.length > 0 && wrong === undefined) return sheets;
  const found = wrong === undefined ? "the data is no object" : `"${wrong[0]}" holds no list`;
  throw new ExcelException(`For several sheets the data is an object with a list of rows for each; ${found}`);
}

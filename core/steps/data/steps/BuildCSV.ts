import { stringify } from "csv-stringify/sync";
import { BaseStep, boolean, defineParameters, list, select, text } from "sluice";
import { findColumns } from "../util/findColumns.ts";
import { readField } from "../util/readField.ts";
import { readRows } from "../util/readRows.ts";
import { toCell } from "../util/toReportRow.ts";

const parameters = defineParameters({
  columns: list<string>({
    title: "Columns",
    description:
      "Fields in their order, paths such as `address.city` too; empty = all that the rows have, in the order they come up.",
    sampleValue: ["id", "name", "address.city"],
    defaultValue: [],
  }),
  header: boolean({
    title: "Names in the first line",
    description: "Whether the first line holds the names of the columns.",
    defaultValue: true,
  }),
  delimiter: text({
    title: "Delimiter",
    description: "What stands between the cells; `\\t` is a tab.",
    defaultValue: ",",
  }),
  line_end: select({
    title: "Line end",
    description: "What stands at the end of each line.",
    options: [
      { value: "\n", label: "Line feed" },
      { value: "\r\n", label: "Carriage return and line feed (Windows)" },
    ],
    defaultValue: "\n",
    advanced: true,
  }),
  bom: boolean({
    title: "Byte order mark",
    description: "Begins with a mark by which Excel knows that the text is UTF-8.",
    defaultValue: false,
    advanced: true,
  }),
  escape_formulas: boolean({
    title: "Escape formulas",
    description: "Cells that a spreadsheet would take for a formula get an apostrophe in front.",
    defaultValue: true,
    advanced: true,
  }),
});

const help = `
Writes a list of rows as CSV text (RFC 4180).

Dates become ISO 8601, missing values empty cells, lists and objects JSON text. A row that is a list gives its items as cells.
`;

/** Rows to CSV text. */
export default class BuildCSV extends BaseStep.with(parameters) {
  override friendlyName = "Build CSV";
  override description = "Writes a list of rows as CSV text";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "file-spreadsheet";
  override help = help;

  override async execute() {
    const rows = await readRows(this);
    const given = this.getParameter("columns");
    const columns = given.length > 0 ? given : findColumns(rows);
    const cells = rows.map((row) => columns.map((column) => toCell(readField(row, column))));
    const text = stringify(cells, {
      header: this.getParameter("header"),
      columns,
      delimiter: this.getParameter("delimiter").replaceAll("\\t", "\t"),
      record_delimiter: this.getParameter("line_end"),
      bom: this.getParameter("bom"),
      escape_formulas: this.getParameter("escape_formulas"),
    });
    await this.saveDataForNextStep(text);
  }
}

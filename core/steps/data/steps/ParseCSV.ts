import { parse } from "csv-parse/sync";
import { BaseStep, boolean, defineParameters, number, select, text } from "sluice";
import { CsvException, describeCsvError, findDelimiter, lineOf, toCell } from "../util/csv.ts";
import { readText } from "../util/readText.ts";
import { readSource, sourceParameter } from "../util/sourceParameter.ts";

const parameters = defineParameters({
  source: sourceParameter,
  header: boolean({
    title: "First line has the names",
    description: "Rows become objects with the names of the first line; without it they become lists.",
    defaultValue: true,
  }),
  delimiter: text({
    title: "Delimiter",
    description:
      "What stands between the cells; empty = comma, semicolon, tab or bar, whichever the first line has most of.",
    sampleValue: ";",
    defaultValue: "",
  }),
  types: boolean({
    title: "Numbers and booleans",
    description: "Cells such as `12.5` and `true` become numbers and booleans; a number with leading zeros stays text.",
    defaultValue: false,
  }),
  trim: boolean({
    title: "Trim",
    description: "Leaves spaces around cells out.",
    defaultValue: true,
  }),
  quote: text({
    title: "Quote",
    description: "What stands around cells that hold the delimiter or line ends.",
    defaultValue: '"',
    advanced: true,
  }),
  skip_lines: number({
    title: "Skip lines",
    description: "So many lines at the beginning are left out.",
    defaultValue: 0,
    min: 0,
    advanced: true,
  }),
  encoding: select({
    title: "Encoding",
    description: "Of bytes; a text needs none.",
    options: ["utf-8", "utf-16le", "windows-1252", "iso-8859-15"],
    defaultValue: "utf-8",
    advanced: true,
  }),
  uneven: select({
    title: "Lines of another length",
    description: "What becomes of a line with more or fewer cells than the first one.",
    options: [
      { value: "fail", label: "The step fails" },
      { value: "skip", label: "They are left out, with a warning" },
      { value: "keep", label: "They are kept; missing cells are empty" },
    ],
    defaultValue: "fail",
    advanced: true,
  }),
});

const help = `
Reads CSV text (RFC 4180) into a list of rows.

The text comes from the earlier step, such as the answer of *Query REST* or a file, or from *Source*. Empty lines are left out, a byte
order mark is no part of the first name, and an error names its line.
`;

/** CSV text to rows. */
export default class ParseCSV extends BaseStep.with(parameters) {
  override friendlyName = "Parse CSV";
  override description = "Reads CSV text into a list of rows";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Formats";
  override icon = "file-spreadsheet";
  override help = help;

  override async execute() {
    const written = readText(readSource(this), this.getParameter("encoding"));
    const content = written.startsWith("\uFEFF") ? written.slice(1) : written;
    const uneven = this.getParameter("uneven");
    const skipped: number[] = [];
    const skip = this.getParameter("skip_lines");
    const hasTypes = this.getParameter("types");
    const options = {
      columns: this.getParameter("header") ? (names: string[]) => checkNames(names) : false,
      delimiter: readDelimiter(this.getParameter("delimiter")) || findDelimiter(content, skip),
      quote: this.getParameter("quote") || false,
      trim: this.getParameter("trim"),
      from_line: skip + 1,
      skip_empty_lines: true,
      relax_column_count: uneven === "keep",
      skip_records_with_error: uneven === "skip",
      on_skip: (error: object | undefined) => void skipped.push(lineOf(error)),
      cast: hasTypes
        ? (cell: string, { header, quoting }: { header: boolean; quoting: boolean }) =>
            header || quoting ? cell : toCell(cell)
        : false,
    };
    try {
      const rows: unknown = parse(content, options);
      if (skipped.length > 0)
        this.logger.warning("Left out %d lines of another length, the first is line %d", skipped.length, skipped[0]);
      await this.saveDataForNextStep(rows);
    } catch (error) {
      throw describeCsvError(error);
    }
  }
}

function checkNames(names: string[]): string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new CsvException(`Two columns are called "${twice}"; rename one or read without names`);
  return names;
}

// A tab is hard to type in a form.
function readDelimiter(delimiter: string): string {
  return delimiter.replaceAll("\\t", "\t");
}

import { stringify } from "csv-stringify/browser/esm/sync";
import { type JsonValue, ownValue } from "../../base/json.ts";
import type { Report, ReportColumn, ReportTable } from "../../model/Report.ts";
import { showValue } from "./showValue.ts";

/**
 * A report as CSV (RFC 4180), one line per row: `Table` when there are several, `Data key` and `Status` when any row has
 * one, then the columns of all tables. Texts that a spreadsheet would take for a formula begin with `'`.
 */
export function toReportCsv({ tables }: Pick<Report, "tables">): string {
  const columns = mergeColumns(tables);
  const all = tables.flatMap((table) =>
    table.subTables.flatMap(({ dataKey, rows }) => rows.map((row) => ({ table: table.name, dataKey, ...row }))),
  );
  const hasTable = tables.length > 1;
  const hasDataKey = all.some(({ dataKey }) => dataKey !== undefined);
  const hasStatus = all.some(({ status }) => status !== undefined);
  const line = (named: { table: string; dataKey: string; status: string; cells: Cell[] }): Cell[] => [
    ...(hasTable ? [named.table] : []),
    ...(hasDataKey ? [named.dataKey] : []),
    ...named.cells,
    ...(hasStatus ? [named.status] : []),
  ];
  const titles = columns.map(({ title }) => title);
  return stringify(
    [
      line({ table: "Table", dataKey: "Data key", status: "Status", cells: titles }),
      ...all.map(({ table, dataKey = "", status = "", row }) =>
        line({ table, dataKey, status, cells: columns.map(({ column }) => toCell(ownValue(row, column))) }),
      ),
    ],
    // The package quotes only its own line ends.
    { record_delimiter: "windows", escape_formulas: true, quoted_match: /[\r\n]/ },
  );
}

type Cell = string | number;

/** Numbers stay numbers: a negative one is no formula. */
function toCell(value: JsonValue | undefined): Cell {
  return typeof value === "number" ? value : showValue(value);
}

/** By key, in order of appearance; the first title of a key wins. */
function mergeColumns(tables: readonly ReportTable[]): ReportColumn[] {
  const found = new Map<string, ReportColumn>();
  for (const column of tables.flatMap((table) => table.columns)) {
    if (!found.has(column.column)) found.set(column.column, column);
  }
  return [...found.values()];
}

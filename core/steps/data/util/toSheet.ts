import type { CellValue, WriteSheet } from "hucre";
import { toJson } from "sluice";
import { ExcelException } from "./excel.ts";
import { findColumns } from "./findColumns.ts";
import { readField } from "./readField.ts";

export interface SheetOptions {
  name: string;
  rows: readonly unknown[];
  /** Fields; none = all that the rows have. */
  columns: readonly string[];
  /** Whether the first row has their names. */
  header: boolean;
}

/** What a sheet of Excel holds. */
const mostRows = 1_048_576;
const mostColumns = 16_384;
const mostLetters = 32_767;

/** The day alone is the library's own format. */
const withTime = { style: { numFmt: "yyyy-mm-dd hh:mm:ss" } };

/** Rows as the library takes them. Throws ExcelException for more than a sheet can hold, and RowException. */
export function toSheet({ name, rows, columns: given, header }: SheetOptions): WriteSheet {
  const columns = given.length > 0 ? given : findColumns(rows);
  const first = header ? 1 : 0;
  if (rows.length + first > mostRows) throw new ExcelException(`The sheet "${name}" has more than ${mostRows} rows`);
  if (columns.length > mostColumns)
    throw new ExcelException(`The sheet "${name}" has more than ${mostColumns} columns`);
  const cells: NonNullable<WriteSheet["cells"]> = new Map();
  const values = rows.map((row, index) =>
    columns.map((column, place) => {
      const value = toExcelCell(readField(row, column));
      if (typeof value === "string" && value.length > mostLetters) {
        throw new ExcelException(`"${column}" of row ${index + 1} is longer than the ${mostLetters} letters of a cell`);
      }
      if (hasTime(value)) cells.set(`${index + first},${place}`, withTime);
      return value;
    }),
  );
  const names = header ? [columns.map(escapeText)] : [];
  return { name, rows: [...names, ...values], cells, ...(header ? { freezePane: { rows: 1 } } : {}) };
}

function hasTime(value: CellValue): boolean {
  return value instanceof Date && value.getTime() % 86_400_000 !== 0;
}

function toExcelCell(value: unknown): CellValue {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  // An invalid date is no date of Excel.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  return escapeText(toJson(value));
}

/** Excel reads `_x0041_` as the letter A. */
function escapeText(text: string): string {
  return text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
}

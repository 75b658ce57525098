import { displayWidth, pad } from "./formats.ts";
import type { Output } from "./Output.ts";

export interface Column<T> {
  title: string;
  value(row: T): string;
  /** Colours a padded cell. */
  paint?(row: T, cell: string): string;
  isNumber?: boolean;
}

/** Prints rows in aligned columns; the last column is not padded. */
export function printTable<T>(output: Output, rows: readonly T[], columns: readonly Column<T>[]): void {
  const cells = rows.map((row) => columns.map((column) => column.value(row)));
  const widths = columns.map((column, index) =>
    Math.max(displayWidth(column.title), ...cells.map((line) => displayWidth(line[index] ?? ""))),
  );
  const align = (text: string, index: number): string => {
    const width = widths[index] ?? 0;
    if (columns[index]?.isNumber === true) return " ".repeat(Math.max(0, width - displayWidth(text))) + text;
    return index === columns.length - 1 ? text : pad(text, width);
  };
  output.line(output.style("dim", columns.map((column, index) => align(column.title, index)).join("  ")));
  for (const [line, row] of rows.entries()) {
    const texts = columns.map((column, index) => {
      const cell = align(cells[line]?.[index] ?? "", index);
      return column.paint === undefined ? cell : column.paint(row, cell);
    });
    output.line(texts.join("  ").trimEnd());
  }
}

import { StepException } from "sluice";

/** A row that has no cells. */
export class RowException extends StepException {}

/** The fields that rows have, in the order they come up; items of lists by their number. Throws RowException for a plain value. */
export function findColumns(rows: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (row === null || row === undefined) continue;
    if (typeof row !== "object") throw new RowException(`Row ${index + 1} is no object or list`);
    for (const name of Object.keys(row)) names.add(name);
  }
  return [...names];
}

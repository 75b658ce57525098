import { StepException } from "sluice";

/** A row that cannot be written. */
export class RowException extends StepException {}

/** Rows with the same fields, which one statement writes. */
export interface Batch {
  columns: string[];
  /** In the order of the columns. */
  rows: unknown[][];
  /** Number of the first row among all, from 1. */
  first: number;
}

export interface BatchOptions {
  /** Fields that are written; none = all of a row. */
  columns: readonly string[];
  /** Fields that may name each row only once in a batch; none = rows may repeat. */
  key?: readonly string[];
  /** Most rows and most values of one statement. */
  mostRows: number;
  mostValues: number;
}

/** Puts rows together as they come, in order and in constant memory. Throws RowException for what is no row, or has not all of the key. */
export async function* toBatches(
  rows: AsyncIterable<unknown>,
  { columns, key = [], mostRows, mostValues }: BatchOptions,
): AsyncGenerator<Batch> {
  let batch: Batch | undefined;
  let shape = "";
  const seen = new Set<string>();
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (!isRow(row)) throw new RowException(`Row ${count} is no object with a value for each column`);
    const fields = columns.length === 0 ? Object.keys(row) : columns.filter((column) => Object.hasOwn(row, column));
    if (fields.length === 0) throw new RowException(`Row ${count} has none of the columns`);
    const absent = key.find((column) => !fields.includes(column));
    if (absent !== undefined) throw new RowException(`Row ${count} has no "${absent}", which is of the key`);
    const own = fields.join("\u0000");
    const identity = key.length === 0 ? undefined : JSON.stringify(key.map((column) => String(row[column])));
    const isFull =
      batch !== undefined &&
      (batch.rows.length >= mostRows || (batch.rows.length + 1) * fields.length > mostValues || own !== shape);
    if (batch !== undefined && (isFull || (identity !== undefined && seen.has(identity)))) {
      yield batch;
      batch = undefined;
    }
    if (batch === undefined) {
      batch = { columns: fields, rows: [], first: count };
      shape = own;
      seen.clear();
    }
    batch.rows.push(fields.map((field) => row[field]));
    if (identity !== undefined) seen.add(identity);
  }
  if (batch !== undefined) yield batch;
}

/** Writes batches one after another, each while the next is made ready. Rejects as the first that fails. */
export async function writeBatches(
  batches: AsyncIterable<Batch>,
  write: (batch: Batch) => Promise<void>,
): Promise<void> {
  let written = Promise.resolve();
  for await (const batch of batches) {
    await written;
    written = write(batch);
    // A failure is heard of below; until the next batch is ready nobody listens.
    written.catch(() => undefined);
  }
  await written;
}

function isRow(row: unknown): row is Record<string, unknown> {
  return typeof row === "object" && row !== null && !Array.isArray(row) && !ArrayBuffer.isView(row);
}

/** Refuses columns that the table does not have. */
export function assertColumns(
  wanted: readonly string[],
  { table, known }: { table: string; known: ReadonlySet<string> },
): void {
  const unknown = wanted.find((column) => !known.has(column));
  if (unknown === undefined) return;
  throw new RowException(`The table ${table} has no column "${unknown}"; it has ${[...known].join(", ")}`);
}

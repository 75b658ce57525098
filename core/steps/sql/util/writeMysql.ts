import type { MysqlServer } from "./mysql.ts";
import { describeTable, quoteName, quoteTable } from "./mysqlTables.ts";
import { toMysqlValue } from "./mysqlTypes.ts";
import { assertColumns, type Batch, toBatches, writeBatches } from "./toBatches.ts";

export interface MysqlWrite {
  table: string;
  rows: AsyncIterable<unknown>;
  columns: readonly string[];
  /** What becomes of a row that breaks a unique key. */
  onConflict: "fail" | "ignore" | "update";
}

/** Rows of one statement; more make it slower, not faster. */
const mostRows = 500;
/** The protocol counts values in 16 bits. */
const mostValues = 65_535;

/** Writes rows in one transaction. Resolves with how many came and how many rows the server counts as changed. Throws MysqlException. */
export async function writeMysql(
  server: MysqlServer,
  { table, rows, columns, onConflict }: MysqlWrite,
): Promise<{ rows: number; written: number }> {
  const known = new Set((await describeTable(server, table)).map(({ name }) => name));
  assertColumns(columns, { table, known });
  await server.run({ sql: "START TRANSACTION", values: [] });
  let count = 0;
  let written = 0;
  await writeBatches(toBatches(rows, { columns, mostRows, mostValues }), async (batch) => {
    assertColumns(batch.columns, { table, known });
    const { sql, short } = toInsert(batch, { table, onConflict });
    const result = await server.run({ sql, values: batch.rows.flatMap((row) => row.map(toMysqlValue)), short });
    written += (result as { affectedRows?: number }).affectedRows ?? 0;
    count += batch.rows.length;
  });
  await server.run({ sql: "COMMIT", values: [] });
  return { rows: count, written };
}

function toInsert(
  { columns, rows, first }: Batch,
  { table, onConflict }: Pick<MysqlWrite, "table" | "onConflict">,
): { sql: string; short: string } {
  const names = columns.map(quoteName);
  const start = `INSERT INTO ${quoteTable(table)} (${names.join(", ")}) VALUES `;
  const places = `(${columns.map(() => "?").join(", ")})`;
  const short = `${start}(...) with rows ${first} to ${first + rows.length - 1}`;
  return { sql: start + rows.map(() => places).join(", ") + toConflict(names, onConflict), short };
}

function toConflict(names: readonly string[], onConflict: MysqlWrite["onConflict"]): string {
  // IGNORE would also swallow values that do not fit.
  if (onConflict === "ignore") return ` ON DUPLICATE KEY UPDATE ${names[0]} = ${names[0]}`;
  if (onConflict === "update")
    return ` ON DUPLICATE KEY UPDATE ${names.map((name) => `${name} = VALUES(${name})`).join(", ")}`;
  return "";
}

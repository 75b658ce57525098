import type pg from "pg";
import { inTransaction, toPostgresException } from "./postgres.ts";
import { describeTable, quoteName, quoteTable } from "./postgresTables.ts";
import { toPostgresValue } from "./postgresTypes.ts";
import { assertColumns, type Batch, toBatches, writeBatches } from "./toBatches.ts";

export interface PostgresWrite {
  table: string;
  rows: AsyncIterable<unknown>;
  columns: readonly string[];
  /** What becomes of a row that is there already; `key`: the columns that tell. */
  onConflict: { kind: "fail" } | { kind: "ignore" } | { kind: "update"; key: readonly string[] };
}

/** Rows of one statement; more make it slower, not faster. */
const mostRows = 500;
/** The protocol counts values in 16 bits. */
const mostValues = 65_535;

/** Writes rows in one transaction. Resolves with how many came and how many the server wrote. Throws PostgresException. */
export async function writePostgres(
  client: pg.Client,
  { table, rows, columns, onConflict }: PostgresWrite,
): Promise<{ rows: number; written: number }> {
  const key = onConflict.kind === "update" ? onConflict.key : [];
  return inTransaction(client, async () => {
    const described = new Map((await describeTable(client, table)).map((column) => [column.name, column]));
    const known = new Set(described.keys());
    const arrays = (names: readonly string[]) =>
      names.map((name) => ({ isArray: described.get(name)?.is_array === true }));
    assertColumns([...columns, ...key], { table, known });
    let count = 0;
    let written = 0;
    await writeBatches(toBatches(rows, { columns, key, mostRows, mostValues }), async (batch) => {
      assertColumns(batch.columns, { table, known });
      const types = arrays(batch.columns);
      const values = batch.rows.flatMap((row) => row.map((value, index) => toPostgresValue(value, types[index])));
      const { text, short } = toInsert(batch, { table, onConflict });
      const result = await client.query(text, values).catch((error: unknown) => {
        const last = batch.first + batch.rows.length - 1;
        throw toPostgresException(error, `${short} with rows ${batch.first} to ${last}`);
      });
      written += result.rowCount ?? 0;
      count += batch.rows.length;
    });
    return { rows: count, written };
  });
}

function toInsert(
  { columns, rows }: Batch,
  { table, onConflict }: Pick<PostgresWrite, "table" | "onConflict">,
): { text: string; short: string } {
  const start = `INSERT INTO ${quoteTable(table)} (${columns.map(quoteName).join(", ")}) VALUES `;
  const width = columns.length;
  const places = rows.map((_, row) => `(${columns.map((_column, index) => `$${row * width + index + 1}`).join(", ")})`);
  return { text: start + places.join(", ") + toConflict(columns, onConflict), short: `${start}(...)` };
}

function toConflict(columns: readonly string[], onConflict: PostgresWrite["onConflict"]): string {
  if (onConflict.kind === "fail") return "";
  if (onConflict.kind === "ignore") return " ON CONFLICT DO NOTHING";
  const { key } = onConflict;
  const others = columns.filter((column) => !key.includes(column)).map(quoteName);
  const target = ` ON CONFLICT (${key.map(quoteName).join(", ")})`;
  if (others.length === 0) return `${target} DO NOTHING`;
  return `${target} DO UPDATE SET ${others.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}`;
}

import type { MssqlServer } from "./mssql.ts";
import { describeTable, type MssqlColumn, quoteName, quoteTable, toSort } from "./mssqlTables.ts";
import { assertColumns, type Batch, toBatches, writeBatches } from "./toBatches.ts";

export interface MssqlWrite {
  table: string;
  rows: AsyncIterable<unknown>;
  columns: readonly string[];
}

/** What one statement of SQL Server takes. */
const mostRows = 1_000;
const mostValues = 2_000;

/** Writes rows in one transaction. Resolves with how many came and how many were written. Throws MssqlException. */
export async function writeMssql(
  server: MssqlServer,
  { table, rows, columns }: MssqlWrite,
): Promise<{ rows: number; written: number }> {
  const known = new Map((await describeTable(server, table)).map((column) => [column.name, column]));
  const names = new Set(known.keys());
  assertColumns(columns, { table, known: names });
  const told = { rows: 0, written: 0 };
  await server.inTransaction(() =>
    writeBatches(toBatches(rows, { columns, mostRows, mostValues }), async (batch) => {
      assertColumns(batch.columns, { table, known: names });
      const { count } = await server.run(toInsert(batch, { table, known }));
      told.written += count;
      told.rows += batch.rows.length;
    }),
  );
  return told;
}

function toInsert(
  { columns, rows, first }: Batch,
  { table, known }: { table: string; known: ReadonlyMap<string, MssqlColumn> },
): Parameters<MssqlServer["run"]>[0] {
  const types = columns.map((column) => known.get(column)?.type ?? "");
  const start = `INSERT INTO ${quoteTable(table)} (${columns.map(quoteName).join(", ")}) VALUES `;
  const cells = rows.flatMap((row, line) =>
    row.map((value, place) => ({ name: `v${line}_${place}`, value, type: types[place] ?? "" })),
  );
  const places = rows.map(
    (_row, line) => `(${types.map((type, place) => toPlace(`v${line}_${place}`, type)).join(", ")})`,
  );
  return {
    sql: start + places.join(", "),
    short: `${start}(...) with rows ${first} to ${first + rows.length - 1}`,
    values: Object.fromEntries(cells.map(({ name, value }) => [name, value])),
    sorts: Object.fromEntries(cells.map(({ name, type }) => [name, toSort(type)])),
  };
}

/** Types to which a statement makes each value. Not those of text and bytes: what is too long for them would be cut. */
const ownTypes =
  /^(bit|(big|small|tiny)?int|decimal|numeric|(small)?money|float|real|date|(small)?datetime|datetime2|datetimeoffset|time)(\(|$)/;

/** The server first makes the rows of a statement alike, in which a number loses digits beside another type; so each gets the column's. */
function toPlace(name: string, type: string): string {
  return ownTypes.test(type) ? `CAST(@${name} AS ${type})` : `@${name}`;
}

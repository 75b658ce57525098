import type { Exchange } from "../../support/servers/startMssql.ts";
import type { TdsColumn } from "../../support/servers/tds/writeTokens.ts";

const columns: TdsColumn[] = [
  { name: "name", type: "nvarchar" },
  { name: "type", type: "nvarchar" },
  { name: "max_length", type: "int" },
  { name: "precision", type: "int" },
  { name: "scale", type: "int" },
  { name: "is_nullable", type: "bit" },
  { name: "fallback", type: "nvarchar" },
  { name: "primary_key", type: "bit" },
];

/** What a server says of the columns of a table: name, type and bytes; the first is its key. */
export function columnsOf(
  table: string,
  described: readonly [name: string, type: string, bytes: number][],
): Exchange[] {
  const rows = described.map(([name, type, bytes], index) => [name, type, bytes, 12, 2, index > 0, null, index === 0]);
  return [{ sql: "SELECT c.name", values: { table }, columns, rows }];
}

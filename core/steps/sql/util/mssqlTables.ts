import type { MssqlServer } from "./mssql.ts";
import type { ColumnSort } from "./mssqlTypes.ts";
import { RowException } from "./toBatches.ts";

/** A column of a table. */
export interface MssqlColumn {
  name: string;
  /** As SQL Server writes it, such as `decimal(12,2)`. */
  type: string;
  nullable: boolean;
  default: string | null;
  primary_key: boolean;
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}

/** A table with its schema, such as `dbo.devices`, as SQL takes it. */
export function quoteTable(table: string): string {
  return table.split(".").map(quoteName).join(".");
}

/** The columns of a table in order. Throws RowException when there is no such table. */
export async function describeTable(server: MssqlServer, table: string): Promise<MssqlColumn[]> {
  const sql = `SELECT c.name, t.name AS type, c.max_length, c.precision, c.scale, c.is_nullable, OBJECT_DEFINITION(c.default_object_id) AS fallback,
      CAST(CASE WHEN EXISTS (
        SELECT 1 FROM sys.index_columns k JOIN sys.indexes i ON i.object_id = k.object_id AND i.index_id = k.index_id
        WHERE i.is_primary_key = 1 AND k.object_id = c.object_id AND k.column_id = c.column_id
      ) THEN 1 ELSE 0 END AS bit) AS primary_key
    FROM sys.columns c JOIN sys.types t ON t.user_type_id = c.user_type_id WHERE c.object_id = OBJECT_ID(@table) ORDER BY c.column_id`;
  const { rows } = await server.run({ sql, values: { table: quoteTable(table) } });
  if (rows.length === 0) {
    throw new RowException(`There is no table ${table}; a schema other than that of the user goes before a dot`);
  }
  return (rows as Record<string, unknown>[]).map((row) => ({
    name: String(row.name),
    type: toTypeText(row),
    nullable: row.is_nullable === true,
    default: row.fallback === null ? null : String(row.fallback),
    primary_key: row.primary_key === true,
  }));
}

/** The tables and views that this user may see. */
export async function listTables(server: MssqlServer): Promise<unknown> {
  const sql = `SELECT s.name AS "schema", o.name AS "table", CASE o.type WHEN 'V' THEN 'view' ELSE 'table' END AS type
    FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 ORDER BY 1, 2`;
  return (await server.run({ sql, values: {} })).rows;
}

/** Of which sort a column of a type is. */
export function toSort(type: string): ColumnSort {
  if (/^(n?(var)?char|n?text|xml)\b/.test(type)) return "text";
  return /^((var)?binary|image|timestamp)\b/.test(type) ? "binary" : "other";
}

function toTypeText({ type, max_length: bytes, precision, scale }: Record<string, unknown>): string {
  const name = String(type);
  const length = Number(bytes) === -1 ? "max" : name.startsWith("n") ? Number(bytes) / 2 : Number(bytes);
  if (/^n?(var)?char$|^(var)?binary$/.test(name)) return `${name}(${length})`;
  if (name === "decimal" || name === "numeric") return `${name}(${precision},${scale})`;
  return ["datetime2", "datetimeoffset", "time"].includes(name) ? `${name}(${scale})` : name;
}

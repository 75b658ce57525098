import type pg from "pg";
import { RowException } from "./toBatches.ts";

/** A column of a table. */
export interface PostgresColumn {
  name: string;
  /** As PostgreSQL writes it, such as `numeric(12,2)`. */
  type: string;
  nullable: boolean;
  default: string | null;
  primary_key: boolean;
  is_array: boolean;
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table with its schema, such as `public.devices`, as SQL takes it. */
export function quoteTable(table: string): string {
  return table.split(".").map(quoteName).join(".");
}

/** The columns of a table in order. Throws RowException when there is no such table. */
export async function describeTable(client: pg.Client, table: string): Promise<PostgresColumn[]> {
  const text = `SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
      pg_get_expr(d.adbin, d.adrelid) AS "default", t.typcategory = 'A' AS is_array,
      EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS primary_key
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
  const { rows } = await client.query<PostgresColumn>(text, [quoteTable(table)]);
  if (rows.length > 0) return rows;
  throw new RowException(
    `There is no table ${table}; names count upper and lower case, and a schema goes before a dot`,
  );
}

/** The tables and views that this user may see, without those of the system. */
export async function listTables(client: pg.Client): Promise<{ schema: string; table: string; type: string }[]> {
  const text = `SELECT n.nspname AS schema, c.relname AS "table",
      CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'view' ELSE 'table' END AS type
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND n.nspname NOT LIKE 'pg_toast%' AND n.nspname NOT LIKE 'pg_temp%'
    ORDER BY 1, 2`;
  return (await client.query<{ schema: string; table: string; type: string }>(text)).rows;
}

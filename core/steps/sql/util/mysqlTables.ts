import type { MysqlServer } from "./mysql.ts";
import { RowException } from "./toBatches.ts";

/** A column of a table. */
export interface MysqlColumn {
  name: string;
  /** As the server writes it, such as `decimal(12,2)`. */
  type: string;
  nullable: boolean;
  default: string | null;
  primary_key: boolean;
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** A table with its database, such as `inventory.devices`, as SQL takes it. */
export function quoteTable(table: string): string {
  return table.split(".").map(quoteName).join(".");
}

/** The columns of a table in order. Throws RowException when there is no such table. */
export async function describeTable(server: MysqlServer, table: string): Promise<MysqlColumn[]> {
  const [name = "", database] = table.split(".").reverse();
  const sql = `SELECT column_name AS name, column_type AS type, is_nullable = 'YES' AS nullable, column_default AS fallback,
      column_key = 'PRI' AS primary_key
    FROM information_schema.columns WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? ORDER BY ordinal_position`;
  const rows = (await server.run({ sql, values: [database ?? null, name] })) as Record<string, unknown>[];
  if (rows.length === 0) {
    throw new RowException(
      `There is no table ${table}; a database other than that of the connection goes before a dot`,
    );
  }
  return rows.map((row) => ({
    name: String(row.name),
    type: String(row.type),
    nullable: Number(row.nullable) === 1,
    // MariaDB writes NULL where there is none.
    default: row.fallback === null || row.fallback === "NULL" ? null : String(row.fallback),
    primary_key: Number(row.primary_key) === 1,
  }));
}

/** The tables and views that this user may see, without those of the system. */
export async function listTables(server: MysqlServer): Promise<unknown> {
  const sql = `SELECT table_schema AS "database", table_name AS "table", IF(table_type = 'VIEW', 'view', 'table') AS type
    FROM information_schema.tables
    WHERE table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys') ORDER BY 1, 2`;
  return server.run({ sql, values: [] });
}

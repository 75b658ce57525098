import type { WriteStatement } from "./WriteStatement.ts";

/** Who may ask: tokens. */
export const accessStatements = {
  "token.add": {
    sql: "INSERT INTO tokens (name, role, created_at, digest) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
  },
  "token.delete": { sql: "DELETE FROM tokens WHERE name = ?" },
} as const satisfies Record<string, WriteStatement>;

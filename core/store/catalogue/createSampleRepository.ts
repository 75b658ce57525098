import type { SampleReader, StoredSample } from "../../service/ports/SampleReader.ts";
import { type Connection, lazyStatement } from "../connect.ts";

export function createSampleRepository(connection: Connection): SampleReader {
  const one = lazyStatement(
    connection,
    "SELECT json, schema, count, bytes, at, run_id AS runId FROM samples WHERE step_id = ?",
  );
  return {
    find(stepId) {
      const row = one().get(stepId) as
        | (Omit<StoredSample, "schema" | "count"> & { schema: string; count: number | null })
        | undefined;
      return row && { ...row, schema: JSON.parse(row.schema), count: row.count ?? undefined };
    },
  };
}

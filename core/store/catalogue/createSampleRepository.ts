import type { OutputSample } from "../../engine/ports/StepWorkers.ts";
import { type Connection, lazyStatement } from "../connect.ts";

/** The last successful output of a step, masked (semantics, section 3). */
export interface StoredSample extends OutputSample {
  /** ms since the epoch. */
  at: number;
  runId: string;
}

/** Samples by step id; runs write them, nothing but the end of their step deletes them. */
export interface SampleRepository {
  find(stepId: string): StoredSample | undefined;
}

export function createSampleRepository(connection: Connection): SampleRepository {
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

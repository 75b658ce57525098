interface RowReader {
  streamPreviousStepData(): AsyncIterable<unknown>;
}

/** All rows of the earlier steps, one after another. */
export async function readRows(step: RowReader): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of step.streamPreviousStepData()) rows.push(row);
  return rows;
}

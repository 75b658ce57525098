import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../base/Clock.ts";
import type { RunPruner } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import type { Write } from "../writer/writeStatements.ts";

/** Runs in one transaction: small enough that the runs at work are not held up. */
const batch = 50;

/** Forgets what is over. Blob files go after the rows that named them are gone for good. */
export function createRunPruner({
  connection,
  writer,
  blobFolder,
  clock,
}: {
  connection: Connection;
  writer: StoreWriter;
  blobFolder: string;
  clock: Clock;
}): RunPruner {
  const sql = (text: string) => lazyStatement(connection, text);
  const old = sql(`SELECT n, id FROM runs WHERE finished_at < ? AND kept = 0 AND n > ? ORDER BY n LIMIT ?`);
  const blobs = sql(`SELECT DISTINCT o.blob FROM json_each(?) j JOIN step_runs s ON s.run = j.value
    JOIN outputs o ON o.step_run = s.n WHERE o.blob IS NOT NULL
    UNION SELECT p.blob FROM json_each(?) j JOIN pins p ON p.run = j.value WHERE p.blob IS NOT NULL`);

  const pruneBatch = async (runs: { n: number; id: string }[], before: number): Promise<number> => {
    const numbers = JSON.stringify(runs.map(({ n }) => n));
    const found = blobs().all(numbers, numbers) as { blob: string }[];
    const runWrites = runs.map(({ id }): Write => ["run.prune", id, before]);
    const blobWrites = found.map(({ blob }): Write => ["blob.prune", blob]);
    const { changes } = await writer.write([["seq.raise"], ...runWrites, ...blobWrites]);
    const [, ...counts] = changes;
    for (const [index, { blob }] of found.entries()) {
      if (counts[runs.length + index] === 1) rmSync(join(blobFolder, blob), { force: true });
    }
    return counts.slice(0, runs.length).reduce((sum, count) => sum + count, 0);
  };

  return {
    async prune(before) {
      let pruned = 0;
      let last = 0;
      for (;;) {
        const runs = old().all(before, last, batch) as { n: number; id: string }[];
        const newest = runs.at(-1);
        if (newest === undefined) break;
        last = newest.n;
        pruned += await pruneBatch(runs, before);
      }
      await writer.write([["shapes.prune"], ["classes.prune", before], ["cache.prune", clock.now()]]);
      return pruned;
    },
    async keep(runId, kept) {
      await writer.write([["run.keep", runId, kept ? 1 : 0]]);
    },
  };
}

import { stat, statfs } from "node:fs/promises";
import type { FailureDiagnostics } from "../model/Diagnostics.ts";
import type { StepError } from "../model/RunRecord.ts";
import type { FactsReader, StoreFacts } from "../service/ports/FactsReader.ts";
import { type Connection, lazyStatement } from "./connect.ts";
import type { DataFolder } from "./dataFolder.ts";
import { stepCount } from "./runs/createRunReader.ts";
import { isPresent } from "./trash/isPresent.ts";

type FailureRow = Omit<FailureDiagnostics, "exception" | "message"> & { error: string };

// Two parts, so that each has an index: pruning and the list of kept runs.
const failed = `(SELECT n, id, app_name, finished_at FROM runs
    WHERE finished_at IS NOT NULL AND kept = 0 AND finished_at >= ? AND state = 'FAILURE'
  UNION ALL SELECT n, id, app_name, finished_at FROM runs WHERE kept = 1 AND finished_at >= ? AND state = 'FAILURE')`;

/** Counts and sizes of a data folder. Reads no file but their sizes. */
export function createFactsReader({ connection, folder }: { connection: Connection; folder: DataFolder }): FactsReader {
  const sql = (text: string) => lazyStatement(connection, text);
  const counts = sql(`SELECT sqlite_version() AS sqlite, (SELECT count(*) FROM runs) AS runs,
    (SELECT min(accepted_at) FROM runs) AS oldestRunAt, (SELECT count(*) FROM reports) AS reports,
    (SELECT count(*) FROM applications WHERE ${isPresent("name")}) AS applications, (SELECT coalesce(sum(size), 0) FROM blobs) AS blobs`);
  const queues = sql(`SELECT r.queue AS name, count(*) AS runs, ${stepCount("= 'STARTED'")} AS running,
      ${stepCount("IN ('PENDING', 'RETRY', 'WAITING')")} AS waiting
    FROM runs r INDEXED BY runs_unfinished WHERE r.finished_at IS NULL GROUP BY r.queue`);
  const failedRuns = sql(`SELECT count(*) AS count FROM ${failed}`);
  const failedSteps = sql(`SELECT f.id AS runId, f.app_name AS appName, f.finished_at AS at, s.name AS step, s.error
    FROM ${failed} f JOIN step_runs s ON s.run = f.n WHERE s.state = 'FAILURE' AND s.error IS NOT NULL
    ORDER BY f.finished_at DESC, f.n DESC, s.position LIMIT ?`);
  const databaseSize = async () => (await sizeOf(folder.database)) + (await sizeOf(`${folder.database}-wal`));
  return {
    databaseSize,
    async read({ since, mostFailures }) {
      const { sqlite, blobs, ...database } = counts().get() as Omit<StoreFacts["database"], "size" | "free"> & {
        sqlite: string;
        blobs: number;
      };
      const pragma = (name: string) => Number(connection.pragma(name, { simple: true }));
      const { blocks, bavail, bsize } = await statfs(folder.root);
      return {
        sqlite,
        queues: queues().all() as StoreFacts["queues"],
        disk: { total: blocks * bsize, free: bavail * bsize, blobs },
        database: {
          size: await databaseSize(),
          free: pragma("freelist_count") * pragma("page_size"),
          ...database,
        },
        failures: {
          count: (failedRuns().get(since, since) as { count: number }).count,
          steps: (failedSteps().all(since, since, mostFailures) as FailureRow[]).map(toFailure),
        },
      };
    },
  };
}

function toFailure({ error, ...row }: FailureRow): FailureDiagnostics {
  const { exception, message } = JSON.parse(error) as StepError;
  return { ...row, exception, message };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    // The write-ahead log comes and goes.
    return 0;
  }
}

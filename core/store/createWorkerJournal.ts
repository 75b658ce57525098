import { type Connection, lazyStatement } from "./connect.ts";
import type { StoreWriter } from "./StoreWriter.ts";

/** A worker process as the system knows it: a pid alone may be that of another process later. */
export interface WorkerProcess {
  pid: number;
  /** As the platform tells it; equal texts mean the same process. */
  startTime: string;
}

/** The worker processes that may be alive, so that a later host can end those its predecessor left (semantics, section 9). */
export interface WorkerJournal {
  /** Resolves when it is on disk. */
  record(process: WorkerProcess): Promise<void>;
  forget(process: WorkerProcess): Promise<void>;
  list(): WorkerProcess[];
}

export function createWorkerJournal({
  connection,
  writer,
}: {
  connection: Connection;
  writer: StoreWriter;
}): WorkerJournal {
  const all = lazyStatement(connection, "SELECT pid, start_time AS startTime FROM worker_processes ORDER BY pid");
  return {
    async record({ pid, startTime }) {
      await writer.write([["worker.record", pid, startTime]]);
    },
    async forget({ pid, startTime }) {
      await writer.write([["worker.forget", pid, startTime]]);
    },
    list: () => all().all() as WorkerProcess[],
  };
}

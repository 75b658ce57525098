import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../../base/Clock.ts";
import type { RunPruner } from "../../service/ports/repositories.ts";
import { type Connection, lazyStatement } from "../connect.ts";
import type { StoreWriter } from "../StoreWriter.ts";
import type { Write } from "../writer/writeStatements.ts";

/** Runs deleted in one transaction at most. */
const runsAtOnce = 25;
/** Rows deleted in one transaction, about: few enough that the runs at work are not held up. */
const rowsAtOnce = 500;

interface OldRun {
  n: number;
  id: string;
  finished_at: number;
}

/** What goes with a run. */
interface Belongings {
  /** At most one more than `rowsAtOnce` of each kind. */
  rows: number;
  blobs: string[];
  shape: number | undefined;
}

/** Forgets what is over. Blob files go after the rows that named them are gone for good. */
export function createRunPruner({
  connection,
  writer,
  blobFolder,
  clock,
  storedShapes,
  storedClasses,
}: {
  connection: Connection;
  writer: StoreWriter;
  blobFolder: string;
  clock: Clock;
  /** Of `createRunStore`: a run that begins from now on brings its shape again. */
  storedShapes: Set<string>;
  /** Of `createStepClassRepository`: a run that begins from now on looks again. */
  storedClasses: Set<string>;
}): RunPruner {
  const sql = (text: string) => lazyStatement(connection, text);
  const old = sql(`SELECT n, id, finished_at FROM runs WHERE finished_at IS NOT NULL AND kept = 0 AND finished_at < ?
    AND finished_at >= ? AND (finished_at > ? OR n > ?) ORDER BY finished_at, n LIMIT ?`);
  const size = sql(`SELECT (SELECT count(*) FROM (SELECT 1 FROM logs WHERE run = r.n LIMIT ?))
    + (SELECT count(*) FROM (SELECT 1 FROM events WHERE run = r.n LIMIT ?))
    + (SELECT count(*) FROM (SELECT 1 FROM step_runs WHERE run = r.n LIMIT ?)) AS rows FROM runs r WHERE r.n = ?`);
  const blobs =
    sql(`SELECT o.blob FROM step_runs s JOIN outputs o ON o.step_run = s.n WHERE s.run = ? AND o.blob IS NOT NULL
    UNION SELECT blob FROM pins WHERE run = ? AND blob IS NOT NULL`);
  const steps = sql(`SELECT s.n, o.blob FROM step_runs s LEFT JOIN outputs o ON o.step_run = s.n WHERE s.run = ?
    ORDER BY s.position DESC LIMIT ?`);
  const shapes = sql("SELECT shape FROM run_plans WHERE run = ?");

  const sizeOf = ({ n }: OldRun): number => {
    const most = rowsAtOnce + 1;
    return (size().get(most, most, most, n) as { rows: number }).rows;
  };

  const look = (run: OldRun): Belongings => ({
    rows: sizeOf(run),
    blobs: blobs().pluck().all(run.n, run.n) as string[],
    shape: shapes().pluck().get(run.n) as number | undefined,
  });

  /** Stores the writes, then deletes the files of the blobs that no row names any more. Resolves with the changes of the writes. */
  const write = async (writes: Write[], blobsOf: readonly string[] = []): Promise<number[]> => {
    const blobWrites = blobsOf.map((blob): Write => ["blob.prune", blob]);
    const { changes } = await writer.write([["seq.raise"], ...writes, ...blobWrites]);
    const gone = blobsOf.filter((_, index) => changes[1 + writes.length + index] === 1);
    await Promise.all(gone.map((blob) => rm(join(blobFolder, blob), { force: true })));
    return changes.slice(1, 1 + writes.length);
  };

  /** Takes the rows of a large run away until few are left: the steps before the events, which tell how some of them ended. */
  async function* thin(run: OldRun, before: number): AsyncGenerator<number> {
    yield* thinOut("run.pruneLogs", run, before);
    for (let isMore = true; isMore; ) {
      const found = steps().all(run.n, rowsAtOnce / 5) as { n: number; blob: string | null }[];
      const named = new Set(found.flatMap(({ blob }) => blob ?? []));
      const numbers = JSON.stringify(found.map(({ n }) => n));
      const [changed = 0] = await write([["run.pruneSteps", run.id, before, numbers]], [...named]);
      isMore = changed === rowsAtOnce / 5;
      yield 0;
    }
    yield* thinOut("run.pruneEvents", run, before);
  }

  async function* thinOut(
    name: "run.pruneLogs" | "run.pruneEvents",
    run: OldRun,
    before: number,
  ): AsyncGenerator<number> {
    for (let isMore = true; isMore; ) {
      const [changed] = await write([[name, run.id, before, rowsAtOnce]]);
      isMore = changed === rowsAtOnce;
      yield 0;
    }
  }

  const remove = async (runs: readonly (OldRun & Belongings)[], before: number): Promise<number> => {
    const found = new Set(runs.flatMap(({ shape }) => shape ?? []));
    const writes: Write[] = [
      ...runs.map(({ id }): Write => ["run.prune", id, before]),
      ...Array.from(found, (shape): Write => ["shape.prune", shape]),
    ];
    storedShapes.clear();
    const changes = await write(writes, [...new Set(runs.flatMap((run) => run.blobs))]);
    return changes.slice(0, runs.length).reduce((sum, count) => sum + count, 0);
  };

  async function* pruneRuns(before: number): AsyncGenerator<number> {
    let last = { n: 0, finished_at: 0 };
    for (;;) {
      const { n, finished_at: at } = last;
      const runs = old().all(before, at, at, n, runsAtOnce) as OldRun[];
      const newest = runs.at(-1);
      if (newest === undefined) return;
      last = newest;
      let small: (OldRun & Belongings)[] = [];
      for (const run of runs) {
        // What lies far back is read from the disk: requests come in between.
        await setImmediate();
        if (sizeOf(run) > rowsAtOnce) yield* thin(run, before);
        small.push({ ...run, ...look(run) });
        if (small.reduce((sum, { rows }) => sum + rows, 0) < rowsAtOnce) continue;
        yield await remove(small, before);
        small = [];
      }
      if (small.length > 0) yield await remove(small, before);
    }
  }

  /** The same deletion again and again, until nothing is left for it. */
  async function* repeat(make: () => Write): AsyncGenerator<number> {
    for (let isMore = true; isMore; ) {
      const { changes } = await writer.write([make()]);
      storedClasses.clear();
      isMore = (changes[0] ?? 0) >= rowsAtOnce / 5;
      yield 0;
    }
  }

  async function* slices(before: number): AsyncGenerator<number> {
    yield* pruneRuns(before);
    yield* repeat(() => ["classes.prune", before, rowsAtOnce / 5]);
    yield* repeat(() => ["cache.prune", clock.now(), rowsAtOnce / 5]);
  }

  return {
    slices,
    async prune(before) {
      let pruned = 0;
      for await (const count of slices(before)) pruned += count;
      return pruned;
    },
    async keep(runId, kept) {
      await writer.write([["run.keep", runId, kept ? 1 : 0]]);
    },
  };
}
